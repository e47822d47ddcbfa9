package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link CodeDeployApi} over an {@link AwsCall} of the JSON API. */
public final class CodeDeployJsonApi implements CodeDeployApi {

    private static final int GROUPS_PER_CALL = 100;
    private static final int MOST_PAGES = 20;

    private final AwsCall codeDeploy;

    public CodeDeployJsonApi(AwsCall codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    @Override
    public Optional<ObjectNode> deploymentGroup(String cluster, String service) {
        for (String application : names("ListApplications", object(), "applications")) {
            List<String> groups =
                    names("ListDeploymentGroups", object().put("applicationName", application), "deploymentGroups");
            for (int from = 0; from < groups.size(); from += GROUPS_PER_CALL) {
                ObjectNode input = object().put("applicationName", application);
                groups.subList(from, Math.min(groups.size(), from + GROUPS_PER_CALL))
                        .forEach(input.putArray("deploymentGroupNames")::add);
                for (JsonNode group :
                        codeDeploy.call("BatchGetDeploymentGroups", input).path("deploymentGroupsInfo")) {
                    if (group instanceof ObjectNode found && deploys(found, cluster, service)) {
                        return Optional.of(found);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean deploys(JsonNode group, String cluster, String service) {
        for (JsonNode each : group.path("ecsServices")) {
            if (each.path("serviceName").asText().equals(service)
                    && each.path("clusterName").asText().equals(cluster)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<ObjectNode> deploymentConfig(String name) {
        try {
            JsonNode found = codeDeploy
                    .call("GetDeploymentConfig", object().put("deploymentConfigName", name))
                    .path("deploymentConfigInfo");
            return found instanceof ObjectNode config ? Optional.of(config) : Optional.empty();
        } catch (AwsFailure failure) {
            if ("DeploymentConfigDoesNotExistException".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private List<String> names(String operation, ObjectNode input, String items) {
        List<String> names = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            ObjectNode answer = codeDeploy.call(operation, input);
            answer.path(items).forEach(name -> names.add(name.asText()));
            String next = answer.path("nextToken").asText("");
            if (next.isEmpty()) {
                break;
            }
            input.put("nextToken", next);
        }
        return names;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
