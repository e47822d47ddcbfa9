package io.jenkins.plugins.ecs.aws.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.JsonPages;
import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link EcsApi} over an {@link AwsCall} of the ECS API. */
public final class EcsJsonApi implements EcsApi {

    private static final int TASKS_PER_CALL = 100;
    private static final int REVISIONS_PER_CALL = 20;
    private static final int MOST_PER_PAGE = 100;
    private static final int SERVICES_PER_CALL = 10;
    private static final int DEPLOYMENTS_PER_CALL = 20;

    private final AwsCall ecs;
    private final JsonPages pages;

    public EcsJsonApi(AwsCall ecs) {
        this.ecs = ecs;
        pages = new JsonPages(ecs, "nextToken");
    }

    @Override
    public Optional<EcsService> service(String cluster, String service) {
        return serviceTree(cluster, service).map(EcsMapper::service);
    }

    @Override
    public Optional<ObjectNode> serviceTree(String cluster, String service) {
        return described(in(cluster), service);
    }

    @Override
    public Optional<ObjectNode> taggedServiceTree(String cluster, String service) {
        ObjectNode input = in(cluster);
        input.putArray("include").add("TAGS");
        return described(input, service);
    }

    private Optional<ObjectNode> described(ObjectNode input, String service) {
        input.putArray("services").add(service);
        JsonNode found = ecs.call("DescribeServices", input).path("services").path(0);
        return found instanceof ObjectNode tree ? Optional.of(tree) : Optional.empty();
    }

    @Override
    public EcsService create(ObjectNode input) {
        return changed("CreateService", input);
    }

    private EcsService changed(String operation, ObjectNode input) {
        JsonNode service = ecs.call(operation, input).path("service");
        if (!service.isObject()) {
            throw unreadable(operation, "service");
        }
        return EcsMapper.service(service);
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        ObjectNode input = object().put("resourceArn", arn);
        ArrayNode list = input.putArray("tags");
        tags.forEach((key, value) -> list.addObject().put("key", key).put("value", value));
        ecs.call("TagResource", input);
    }

    @Override
    public void untag(String arn, List<String> keys) {
        ObjectNode input = object().put("resourceArn", arn);
        keys.forEach(input.putArray("tagKeys")::add);
        ecs.call("UntagResource", input);
    }

    @Override
    public ObjectNode taskDefinition(String reference) {
        ObjectNode input = object().put("taskDefinition", reference);
        input.putArray("include").add("TAGS");
        ObjectNode answer = ecs.call("DescribeTaskDefinition", input);
        if (!(answer.path("taskDefinition") instanceof ObjectNode definition)) {
            throw unreadable("DescribeTaskDefinition", "taskDefinition");
        }
        if (answer.path("tags").size() > 0) {
            definition.set("tags", answer.get("tags"));
        }
        return definition;
    }

    @Override
    public List<String> newestRevisions(String family, int most) {
        ObjectNode input = object().put("familyPrefix", family)
                .put("sort", "DESC")
                .put("status", "ACTIVE")
                .put("maxResults", Math.min(MOST_PER_PAGE, Math.max(most, 10)));
        Pattern own = Pattern.compile(".*task-definition/" + Pattern.quote(family) + ":\\d+");
        List<String> arns = new ArrayList<>();
        // Some endpoints treat familyPrefix as a prefix.
        pages.each("ListTaskDefinitions", input, "taskDefinitionArns", arn -> {
            if (own.matcher(arn.asText()).matches()) {
                arns.add(arn.asText());
            }
            return arns.size() < most;
        });
        return arns;
    }

    @Override
    public ObjectNode register(ObjectNode input) {
        JsonNode registered = ecs.call("RegisterTaskDefinition", input).path("taskDefinition");
        if (registered instanceof ObjectNode definition
                && definition.path("taskDefinitionArn").isTextual()) {
            return definition;
        }
        throw unreadable("RegisterTaskDefinition", "taskDefinition.taskDefinitionArn");
    }

    @Override
    public EcsService update(ServiceUpdate update) {
        ObjectNode input = in(update.cluster()).put("service", update.service());
        if (update.settings() != null) {
            input.setAll(update.settings());
        }
        if (update.taskDefinition() != null) {
            input.put("taskDefinition", update.taskDefinition());
        }
        if (update.desiredCount() != null) {
            input.put("desiredCount", update.desiredCount());
        }
        if (update.forceNewDeployment()) {
            input.put("forceNewDeployment", true);
        }
        return changed("UpdateService", input);
    }

    @Override
    public List<ServiceDeployment> serviceDeployments(String cluster, String service, long createdAfter) {
        ObjectNode input = in(cluster).put("service", service).put("maxResults", 100);
        if (createdAfter > 0) {
            input.putObject("createdAt").put("after", createdAfter / 1000);
        }
        List<ServiceDeployment> found = new ArrayList<>();
        pages.each(
                "ListServiceDeployments", input, "serviceDeployments", d -> found.add(EcsMapper.serviceDeployment(d)));
        found.sort(Comparator.comparingLong(ServiceDeployment::createdAt).reversed());
        return found;
    }

    @Override
    public Optional<ServiceDeployment> serviceDeployment(String arn) {
        ObjectNode input = object();
        input.putArray("serviceDeploymentArns").add(arn);
        JsonNode found = ecs.call("DescribeServiceDeployments", input)
                .path("serviceDeployments")
                .path(0);
        return found.isObject() ? Optional.of(EcsMapper.serviceDeployment(found)) : Optional.empty();
    }

    @Override
    public Map<String, ServiceRevision> serviceRevisions(Collection<String> arns) {
        Map<String, ServiceRevision> found = new LinkedHashMap<>();
        for (List<String> some : slices(new ArrayList<>(arns), REVISIONS_PER_CALL)) {
            ObjectNode input = object();
            some.forEach(input.putArray("serviceRevisionArns")::add);
            ecs.call("DescribeServiceRevisions", input).path("serviceRevisions").forEach(r -> {
                ServiceRevision revision = EcsMapper.serviceRevision(r);
                found.put(revision.arn(), revision);
            });
        }
        return found;
    }

    @Override
    public Optional<ObjectNode> serviceRevisionTree(String arn) {
        ObjectNode input = object();
        input.putArray("serviceRevisionArns").add(arn);
        JsonNode found = ecs.call("DescribeServiceRevisions", input)
                .path("serviceRevisions")
                .path(0);
        return found instanceof ObjectNode tree ? Optional.of(tree) : Optional.empty();
    }

    @Override
    public Optional<String> daemonArn(String clusterArn, String name) {
        List<String> found = new ArrayList<>();
        pages.each("ListDaemons", object().put("clusterArn", clusterArn), "daemonSummariesList", each -> {
            String arn = each.path("daemonArn").asText("");
            if (arn.endsWith("/" + name)) {
                found.add(arn);
            }
            return found.isEmpty();
        });
        return found.stream().findFirst();
    }

    @Override
    public void rollBack(String serviceDeploymentArn) {
        ecs.call(
                "StopServiceDeployment",
                object().put("serviceDeploymentArn", serviceDeploymentArn).put("stopType", "ROLLBACK"));
    }

    @Override
    public void proceed(String serviceDeploymentArn, String hookId, String action) {
        ecs.call(
                "ContinueServiceDeployment",
                object().put("serviceDeploymentArn", serviceDeploymentArn)
                        .put("hookId", hookId)
                        .put("action", action));
    }

    @Override
    public List<EcsTask> tasks(String cluster, String service, String desiredStatus, int most) {
        return tasks(cluster, taskArns(cluster, service, desiredStatus, most));
    }

    @Override
    public List<EcsTask> tasks(String cluster, List<String> arns) {
        List<EcsTask> tasks = new ArrayList<>();
        for (List<String> some : slices(arns, TASKS_PER_CALL)) {
            ObjectNode input = in(cluster);
            some.forEach(input.putArray("tasks")::add);
            ecs.call("DescribeTasks", input).path("tasks").forEach(t -> tasks.add(EcsMapper.task(t)));
        }
        return tasks;
    }

    @Override
    public StartedTasks run(ObjectNode input) {
        ObjectNode answer = ecs.call("RunTask", input);
        if (!answer.path("tasks").isArray()) {
            throw unreadable("RunTask", "tasks");
        }
        List<EcsTask> tasks = new ArrayList<>();
        answer.path("tasks").forEach(task -> tasks.add(EcsMapper.task(task)));
        List<StartedTasks.Failure> failures = new ArrayList<>();
        answer.path("failures")
                .forEach(failure -> failures.add(new StartedTasks.Failure(
                        failure.path("arn").asText(""),
                        failure.path("reason").asText(""),
                        failure.path("detail").asText(""))));
        return new StartedTasks(tasks, failures);
    }

    @Override
    public void stopTask(String cluster, String task, String reason) {
        ecs.call("StopTask", in(cluster).put("task", task).put("reason", reason));
    }

    @Override
    public List<String> tasksStartedBy(String cluster, String startedBy, String desiredStatus) {
        Set<String> arns = new LinkedHashSet<>();
        ObjectNode input = in(cluster).put("startedBy", startedBy).put("desiredStatus", desiredStatus);
        pages.each("ListTasks", input, "taskArns", arn -> arns.add(arn.asText()));
        // Endpoints other than AWS may ignore the filter, and what is found here may be stopped.
        tasks(cluster, List.copyOf(arns)).stream()
                .filter(task -> !task.startedBy().isEmpty() && !task.startedBy().equals(startedBy))
                .forEach(task -> arns.remove(task.arn()));
        return List.copyOf(arns);
    }

    @Override
    public Optional<String> clusterArn(String cluster) {
        ObjectNode input = object();
        input.putArray("clusters").add(cluster);
        String arn = ecs.call("DescribeClusters", input)
                .path("clusters")
                .path(0)
                .path("clusterArn")
                .asText("");
        return arn.isEmpty() ? Optional.empty() : Optional.of(arn);
    }

    @Override
    public ArrayNode tags(String arn) {
        JsonNode tags = ecs.call("ListTagsForResource", object().put("resourceArn", arn))
                .path("tags");
        return tags instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode();
    }

    private List<String> taskArns(String cluster, String service, String desiredStatus, int most) {
        ObjectNode input = in(cluster).put("serviceName", service).put("desiredStatus", desiredStatus);
        List<String> arns = new ArrayList<>();
        pages.each("ListTasks", input, "taskArns", arn -> {
            arns.add(arn.asText());
            return arns.size() < most;
        });
        return arns;
    }

    @Override
    public Listing<String> clusters() {
        return texts("ListClusters", object(), "clusterArns");
    }

    @Override
    public Listing<String> clusterNames(int most) {
        return names("ListClusters", object(), "clusterArns", most);
    }

    @Override
    public Listing<String> serviceNames(String cluster, int most) {
        return names("ListServices", in(cluster), "serviceArns", most);
    }

    @Override
    public Listing<String> families(String prefix, int most) {
        ObjectNode input = object().put("status", "ACTIVE");
        if (!prefix.isEmpty()) {
            input.put("familyPrefix", prefix);
        }
        return names("ListTaskDefinitionFamilies", input, "families", most);
    }

    /** The last part of each ARN. One that is too many tells that the listing is not whole. */
    private Listing<String> names(String operation, ObjectNode input, String items, int most) {
        List<String> names = new ArrayList<>();
        boolean whole = pages.each(operation, input.put("maxResults", MOST_PER_PAGE), items, each -> {
            names.add(Arns.brief(each.asText()));
            return names.size() <= most;
        });
        return new Listing<>(names.stream().limit(most).sorted().toList(), whole && names.size() <= most);
    }

    @Override
    public Listing<ServiceUse> servicesIn(String cluster) {
        Listing<String> arns = texts("ListServices", in(cluster), "serviceArns");
        List<ServiceUse> services = new ArrayList<>();
        boolean whole = arns.isWhole();
        for (List<String> some : slices(arns.items(), SERVICES_PER_CALL)) {
            ObjectNode input = in(cluster);
            some.forEach(input.putArray("services")::add);
            ObjectNode answer = ecs.call("DescribeServices", input);
            answer.path("services").forEach(service -> services.add(EcsMapper.serviceUse(service)));
            for (JsonNode failure : answer.path("failures")) {
                // Deleted since it was listed.
                whole &= failure.path("reason").asText().equals("MISSING");
            }
        }
        return new Listing<>(services, whole);
    }

    @Override
    public List<ServiceDeployment> unfinishedDeployments(String cluster, String service) {
        ObjectNode input = in(cluster).put("service", service).put("maxResults", MOST_PER_PAGE);
        ServiceDeployment.UNFINISHED.forEach(input.putArray("status")::add);
        List<String> arns = new ArrayList<>();
        pages.each(
                "ListServiceDeployments",
                input,
                "serviceDeployments",
                d -> arns.add(d.path("serviceDeploymentArn").asText()));
        List<ServiceDeployment> deployments = new ArrayList<>();
        for (List<String> some : slices(arns, DEPLOYMENTS_PER_CALL)) {
            ObjectNode these = object();
            some.forEach(these.putArray("serviceDeploymentArns")::add);
            ecs.call("DescribeServiceDeployments", these)
                    .path("serviceDeployments")
                    .forEach(d -> deployments.add(EcsMapper.serviceDeployment(d)));
        }
        return deployments;
    }

    @Override
    public Listing<String> revisionsOfTasks(String cluster, String family) {
        Listing<String> arns =
                texts("ListTasks", in(cluster).put("family", family).put("desiredStatus", "RUNNING"), "taskArns");
        LinkedHashSet<String> revisions = new LinkedHashSet<>();
        for (List<String> some : slices(arns.items(), TASKS_PER_CALL)) {
            ObjectNode input = in(cluster);
            some.forEach(input.putArray("tasks")::add);
            ecs.call("DescribeTasks", input)
                    .path("tasks")
                    .forEach(
                            task -> revisions.add(task.path("taskDefinitionArn").asText()));
        }
        return new Listing<>(List.copyOf(revisions), arns.isWhole());
    }

    @Override
    public void deleteService(String cluster, String service, boolean force) {
        ObjectNode input = in(cluster).put("service", service);
        if (force) {
            input.put("force", true);
        }
        ecs.call("DeleteService", input);
    }

    @Override
    public void deregister(String taskDefinitionArn) {
        ecs.call("DeregisterTaskDefinition", object().put("taskDefinition", taskDefinitionArn));
    }

    private Listing<String> texts(String operation, ObjectNode input, String items) {
        List<String> texts = new ArrayList<>();
        boolean whole =
                pages.each(operation, input.put("maxResults", MOST_PER_PAGE), items, text -> texts.add(text.asText()));
        return new Listing<>(texts, whole);
    }

    private static <T> List<List<T>> slices(List<T> all, int size) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            slices.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return slices;
    }

    private static AwsFailure unreadable(String operation, String field) {
        return new AwsFailure(AwsFailure.Kind.LOST, operation, null, AwsMessages.missing(field), null);
    }

    private static ObjectNode in(String cluster) {
        return object().put("cluster", cluster);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
