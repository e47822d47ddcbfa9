package io.jenkins.plugins.ecs.aws.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import io.jenkins.plugins.ecs.aws.transport.SdkTrees;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.ListApplicationsResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

/** {@link CodeDeployApi} over the SDK's client. */
public final class CodeDeploySdkApi implements CodeDeployApi {

    private static final int GROUPS_PER_CALL = 100;
    private static final int DEPLOYMENTS_PER_CALL = 25;
    private static final int MOST_DEPLOYMENTS = 100;
    private static final int MOST_PAGES = 20;

    /** It has none yet, or is of another kind. */
    private static final Set<String> NO_TARGET = Set.of(
            "DeploymentNotStartedException", "DeploymentTargetDoesNotExistException", "InstanceDoesNotExistException");

    /** @param next token of the next page; null after the last one */
    record Page(List<String> names, String next) {}

    private final CodeDeployClient reads;
    private final CodeDeployClient changes;
    private final String place;

    /** @param place endpoint and Region, in one text */
    public CodeDeploySdkApi(SdkClients clients, String region, String place) {
        reads = clients.reads(AwsService.CODE_DEPLOY, region, CodeDeployClient::builder);
        changes = clients.changes(AwsService.CODE_DEPLOY, region, CodeDeployClient::builder);
        this.place = place;
    }

    @Override
    public DeploymentGroups.Search search(String account, String cluster, String service, LongSupplier turnIn) {
        return DeploymentGroups.of(place + " " + account).find(this, cluster, service, turnIn);
    }

    Page applications(String token) {
        ListApplicationsResponse answer = reads.listApplications(request -> request.nextToken(token));
        return new Page(answer.applications(), answer.nextToken());
    }

    /** Those of the names that are for ECS, or do not say what they are for. */
    List<String> applicationsOfEcs(List<String> names) {
        return reads.batchGetApplications(request -> request.applicationNames(names)).applicationsInfo().stream()
                .filter(application -> application.computePlatform() == null
                        || application.computePlatformAsString().equals("ECS"))
                .map(application -> application.applicationName())
                .toList();
    }

    Page groupNames(String application, String token) {
        ListDeploymentGroupsResponse answer = reads.listDeploymentGroups(
                request -> request.applicationName(application).nextToken(token));
        return new Page(answer.deploymentGroups(), answer.nextToken());
    }

    @Override
    public Optional<ObjectNode> deploymentGroup(String application, String cluster, String service) {
        List<String> groups = pages(token -> groupNames(application, token));
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

    List<ObjectNode> groups(String application, List<String> names) {
        return reads
                .batchGetDeploymentGroups(
                        request -> request.applicationName(application).deploymentGroupNames(names))
                .deploymentGroupsInfo()
                .stream()
                .map(SdkTrees::tree)
                .toList();
    }

    static boolean deploys(JsonNode group, String cluster, String service) {
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
            DeploymentConfigInfo found = reads.getDeploymentConfig(request -> request.deploymentConfigName(name))
                    .deploymentConfigInfo();
            return Optional.ofNullable(found).map(SdkTrees::tree);
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
        RevisionLocation location =
                SdkTrees.typed(revision, RevisionLocation.builder()).build();
        try {
            RevisionLocation found = reads.getApplicationRevision(
                            request -> request.applicationName(application).revision(location))
                    .revision();
            return Optional.ofNullable(found).map(SdkTrees::tree).map(CodeDeployMapper::appSpec);
        } catch (AwsFailure failure) {
            return noneIf(failure, "RevisionDoesNotExistException", "InvalidRevisionException");
        }
    }

    @Override
    public Optional<CodeDeployment> deployment(String id) {
        try {
            DeploymentInfo found =
                    reads.getDeployment(request -> request.deploymentId(id)).deploymentInfo();
            return Optional.ofNullable(found).map(SdkTrees::tree).map(CodeDeployMapper::deployment);
        } catch (AwsFailure failure) {
            return noneIf(failure, "DeploymentDoesNotExistException");
        }
    }

    @Override
    public Optional<CodeDeployTarget> target(String id, String cluster, String service) {
        try {
            DeploymentTarget found = reads.getDeploymentTarget(
                            request -> request.deploymentId(id).targetId(cluster + ":" + service))
                    .deploymentTarget();
            return Optional.ofNullable(found == null ? null : found.ecsTarget())
                    .map(SdkTrees::tree)
                    .map(CodeDeployMapper::target);
        } catch (AwsFailure failure) {
            return noneIf(failure, NO_TARGET.toArray(new String[0]));
        }
    }

    @Override
    public List<CodeDeployment> deployments(String application, String group, long since) {
        TimeRange range = since > 0
                ? TimeRange.builder().start(Instant.ofEpochSecond(since / 1000)).build()
                : null;
        List<String> ids = pages(token -> {
            ListDeploymentsResponse answer = reads.listDeployments(request -> request.applicationName(application)
                    .deploymentGroupName(group)
                    .createTimeRange(range)
                    .nextToken(token));
            return new Page(answer.deployments(), answer.nextToken());
        });
        List<CodeDeployment> found = new ArrayList<>();
        int most = Math.min(MOST_DEPLOYMENTS, ids.size());
        for (int from = 0; from < most; from += DEPLOYMENTS_PER_CALL) {
            List<String> some = ids.subList(from, Math.min(most, from + DEPLOYMENTS_PER_CALL));
            reads.batchGetDeployments(request -> request.deploymentIds(some))
                    .deploymentsInfo()
                    .forEach(each -> found.add(CodeDeployMapper.deployment(SdkTrees.tree(each))));
        }
        return found;
    }

    @Override
    public String create(ObjectNode input) {
        CreateDeploymentRequest request =
                SdkTrees.typed(input, CreateDeploymentRequest.builder()).build();
        String id = changes.createDeployment(request).deploymentId();
        if (id == null || id.isEmpty()) {
            throw new AwsFailure(
                    AwsFailure.Kind.LOST,
                    "codedeploy",
                    "CreateDeployment",
                    null,
                    AwsMessages.missing("deploymentId"),
                    null);
        }
        return id;
    }

    @Override
    public void proceed(String id, String waitType) {
        changes.continueDeployment(request -> request.deploymentId(id).deploymentWaitType(waitType));
    }

    @Override
    public void rollBack(String id) {
        changes.stopDeployment(request -> request.deploymentId(id).autoRollbackEnabled(true));
    }

    private static <T> Optional<T> noneIf(AwsFailure failure, String... codes) {
        if (List.of(codes).contains(String.valueOf(failure.code()))) {
            return Optional.empty();
        }
        throw failure;
    }

    private static List<String> pages(Function<String, Page> call) {
        List<String> names = new ArrayList<>();
        String token = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            Page answer = call.apply(token);
            names.addAll(answer.names());
            token = answer.next();
            if (token == null || token.isEmpty()) {
                break;
            }
        }
        return names;
    }
}
