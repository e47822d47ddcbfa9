package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Documents.Kind;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.util.List;
import java.util.Map;

/** DescribeServices and ListServices. */
final class ServiceQueries {

    private ServiceQueries() {}

    static void addTo(Map<String, Operation> operations) {
        operations.put("DescribeServices", ServiceQueries::describe);
        operations.put("ListServices", ServiceQueries::list);
    }

    private static ObjectNode describe(Input input, Context context) {
        RegionState region = context.region();
        ClusterState cluster = region.cluster(input.cluster());
        ObjectNode answer = Json.object();
        ArrayNode services = answer.putArray("services");
        ArrayNode failures = answer.putArray("failures");
        for (String reference : input.texts("services", 10, "Services cannot be empty.")) {
            String arn = reference.startsWith("arn:") ? reference : region.arns.service(cluster.name, reference);
            ObjectNode found = region.documents.find(Kind.SERVICE, arn, context.asOf());
            if (found == null) {
                failures.addObject().put("arn", arn).put("reason", "MISSING");
            } else {
                services.add(input.includes("TAGS") ? tagged(found, region, arn) : found);
            }
        }
        return answer;
    }

    private static ObjectNode tagged(ObjectNode service, RegionState region, String arn) {
        ObjectNode json = Json.object();
        json.setAll(service);
        return json.set("tags", Tags.of(region, arn));
    }

    private static ObjectNode list(Input input, Context context) {
        ClusterState cluster = context.region().cluster(input.cluster());
        List<String> arns = context.region()
                .documents
                .all(Kind.SERVICE, context.asOf())
                .filter(each -> each.path("clusterArn").asText().equals(cluster.arn))
                .filter(each -> !each.path("status").asText().equals("INACTIVE"))
                .filter(each -> matches(input, each, "launchType"))
                .filter(each -> matches(input, each, "schedulingStrategy"))
                .map(each -> each.path("serviceArn").asText())
                .toList();
        return Pages.ofTexts(input, "serviceArns", arns, 10);
    }

    private static boolean matches(Input input, JsonNode service, String name) {
        return !input.has(name) || service.path(name).asText().equals(input.text(name));
    }
}
