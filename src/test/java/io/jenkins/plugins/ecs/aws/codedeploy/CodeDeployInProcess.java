package io.jenkins.plugins.ecs.aws.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.transport.SdkTexts;
import io.jenkins.plugins.ecs.aws.transport.SdkTrees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.GetApplicationRevisionResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.utils.builder.Buildable;

/** CodeDeploy by calls that a test answers: no socket and no client of the SDK. It does not search for groups. */
public final class CodeDeployInProcess implements CodeDeployApi {

    private static final int GROUPS_PER_CALL = 100;
    private static final int DEPLOYMENTS_PER_CALL = 25;
    private static final int MOST_DEPLOYMENTS = 100;
    private static final int MOST_PAGES = 20;

    /** It has none yet, or is of another kind. */
    private static final Set<String> NO_TARGET = Set.of(
            "DeploymentNotStartedException", "DeploymentTargetDoesNotExistException", "InstanceDoesNotExistException");

    private final AwsCall codeDeploy;

    public CodeDeployInProcess(AwsCall codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    @Override
    public DeploymentGroups.Search search(String account, String cluster, String service, LongSupplier turnIn) {
        throw new UnsupportedOperationException("name the application and the group");
    }

    @Override
    public Optional<ObjectNode> deploymentGroup(String application, String cluster, String service) {
        List<String> groups =
                names("ListDeploymentGroups", object().put("applicationName", application), "deploymentGroups");
        for (int from = 0; from < groups.size(); from += GROUPS_PER_CALL) {
            List<String> some = groups.subList(from, Math.min(groups.size(), from + GROUPS_PER_CALL));
            Optional<ObjectNode> found = groups(application, some).stream()
                    .filter(group -> deploys(group, cluster, service))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<ObjectNode> deploymentGroupNamed(String application, String group) {
        try {
            return groups(application, List.of(group)).stream()
                    .filter(found -> found.path("deploymentGroupName").asText().equals(group))
                    .findFirst();
        } catch (AwsFailure failure) {
            return noneIf(failure, "ApplicationDoesNotExistException", "DeploymentGroupDoesNotExistException");
        }
    }

    private List<ObjectNode> groups(String application, List<String> names) {
        ObjectNode input = object().put("applicationName", application);
        names.forEach(input.putArray("deploymentGroupNames")::add);
        List<ObjectNode> groups = new ArrayList<>();
        for (JsonNode group : call("BatchGetDeploymentGroups", input, BatchGetDeploymentGroupsResponse.builder())
                .path("deploymentGroupsInfo")) {
            if (group instanceof ObjectNode found) {
                groups.add(found);
            }
        }
        return groups;
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
            JsonNode found = call(
                            "GetDeploymentConfig",
                            object().put("deploymentConfigName", name),
                            GetDeploymentConfigResponse.builder())
                    .path("deploymentConfigInfo");
            return found instanceof ObjectNode config ? Optional.of(config) : Optional.empty();
        } catch (AwsFailure failure) {
            return noneIf(failure, "DeploymentConfigDoesNotExistException");
        }
    }

    @Override
    public Optional<String> appSpec(String application, ObjectNode revision) {
        String shown = CodeDeployMapper.appSpec(revision);
        if (shown != null) {
            return Optional.of(shown);
        }
        ObjectNode input = object().put("applicationName", application);
        input.set("revision", revision);
        try {
            return Optional.ofNullable(CodeDeployMapper.appSpec(
                    call("GetApplicationRevision", input, GetApplicationRevisionResponse.builder())
                            .path("revision")));
        } catch (AwsFailure failure) {
            return noneIf(failure, "RevisionDoesNotExistException", "InvalidRevisionException");
        }
    }

    @Override
    public Optional<CodeDeployment> deployment(String id) {
        try {
            JsonNode found = call("GetDeployment", object().put("deploymentId", id), GetDeploymentResponse.builder())
                    .path("deploymentInfo");
            return found.isObject() ? Optional.of(CodeDeployMapper.deployment(found)) : Optional.empty();
        } catch (AwsFailure failure) {
            return noneIf(failure, "DeploymentDoesNotExistException");
        }
    }

    @Override
    public Optional<CodeDeployTarget> target(String id, String cluster, String service) {
        try {
            JsonNode found = call(
                            "GetDeploymentTarget",
                            object().put("deploymentId", id).put("targetId", cluster + ":" + service),
                            GetDeploymentTargetResponse.builder())
                    .at("/deploymentTarget/ecsTarget");
            return found.isObject() ? Optional.of(CodeDeployMapper.target(found)) : Optional.empty();
        } catch (AwsFailure failure) {
            return noneIf(failure, NO_TARGET.toArray(new String[0]));
        }
    }

    @Override
    public List<CodeDeployment> deployments(String application, String group, long since) {
        ObjectNode input = object().put("applicationName", application).put("deploymentGroupName", group);
        if (since > 0) {
            input.putObject("createTimeRange").put("start", since / 1000);
        }
        List<String> ids = names("ListDeployments", input, "deployments");
        List<CodeDeployment> found = new ArrayList<>();
        int most = Math.min(MOST_DEPLOYMENTS, ids.size());
        for (int from = 0; from < most; from += DEPLOYMENTS_PER_CALL) {
            ObjectNode some = object();
            ids.subList(from, Math.min(most, from + DEPLOYMENTS_PER_CALL)).forEach(some.putArray("deploymentIds")::add);
            call("BatchGetDeployments", some, BatchGetDeploymentsResponse.builder())
                    .path("deploymentsInfo")
                    .forEach(each -> found.add(CodeDeployMapper.deployment(each)));
        }
        return found;
    }

    @Override
    public String create(ObjectNode input) {
        String id =
                codeDeploy.call("CreateDeployment", input).path("deploymentId").asText("");
        if (id.isEmpty()) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST,
                    "codedeploy",
                    "CreateDeployment",
                    null,
                    "the response has no deploymentId",
                    null);
        }
        return id;
    }

    @Override
    public void proceed(String id, String waitType) {
        codeDeploy.call("ContinueDeployment", object().put("deploymentId", id).put("deploymentWaitType", waitType));
    }

    @Override
    public void rollBack(String id) {
        codeDeploy.call("StopDeployment", object().put("deploymentId", id).put("autoRollbackEnabled", true));
    }

    /** As the SDK's client reads it: without members that its model does not have, and through the gate for texts. */
    private ObjectNode call(String operation, ObjectNode input, SdkPojo response) {
        SdkPojo typed = SdkTrees.typed(codeDeploy.call(operation, input), response);
        return SdkTrees.tree(SdkTexts.clean((SdkResponse) ((Buildable) typed).build()));
    }

    private static <T> Optional<T> noneIf(AwsFailure failure, String... codes) {
        if (List.of(codes).contains(String.valueOf(failure.code()))) {
            return Optional.empty();
        }
        throw failure;
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
