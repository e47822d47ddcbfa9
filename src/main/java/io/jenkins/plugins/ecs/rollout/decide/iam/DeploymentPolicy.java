package io.jenkins.plugins.ecs.rollout.decide.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.FailureReaction;
import io.jenkins.plugins.ecs.rollout.request.IamFeature;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The IAM policy that is enough for one deployment, with its rollback and its failure report. A pure function. */
public final class DeploymentPolicy {

    private static final Set<String> OF_REGISTRATIONS =
            Set.of("ecs:RegisterTaskDefinition", "ecs:ListTaskDefinitions", "ecs:TagResource", "iam:PassRole");

    private DeploymentPolicy() {}

    /**
     * The policy as JSON, a line for each statement.
     *
     * @param service as it is; null if the deployment creates it
     * @param clusterArn ARN of the cluster; null if it is not known
     * @param definition what would be registered, or the existing revision that is deployed
     * @param registers whether it is registered
     */
    @NonNull
    public static String of(
            @NonNull DeployRequest request,
            @CheckForNull EcsService service,
            @CheckForNull String clusterArn,
            @NonNull ObjectNode definition,
            boolean registers) {
        Set<IamFeature> features = features(request, service);
        Set<String> actions = new LinkedHashSet<>();
        features.forEach(feature -> actions.addAll(feature.actions()));
        if (request.verification() != null) {
            actions.addAll(request.verification().iamActions());
        }
        if (!registers && !features.contains(IamFeature.RETENTION)) {
            actions.removeAll(OF_REGISTRATIONS);
        }
        PolicyResources resources = PolicyResources.of(request, service, clusterArn, definition);
        return PolicyText.of(actions, features, resources, roles(request, definition, registers));
    }

    private static Set<IamFeature> features(DeployRequest request, EcsService service) {
        Set<IamFeature> features = EnumSet.of(IamFeature.DEPLOY, IamFeature.FAILURE_REPORT);
        addIf(features, request.bringsService(), IamFeature.SERVICE_FILE);
        addIf(features, rollsBack(request), IamFeature.ROLL_BACK);
        addIf(features, request.keepRevisions() != null, IamFeature.RETENTION);
        addIf(features, !request.scheduledTasks().isNone(), IamFeature.SCHEDULED_TASKS);
        addIf(features, request.suspendScaling(), IamFeature.SUSPEND_SCALING);
        ServiceDefinition file = request.serviceFile();
        addIf(features, file != null && file.managedScaling() != null, IamFeature.SCALING);
        addIf(features, !request.tasks().all().isEmpty(), IamFeature.TASKS_OF_DEPLOYMENTS);
        addIf(features, !request.lookups().ofAws().isEmpty(), IamFeature.LOOK_UPS);
        if (service != null && service.controller().equals("CODE_DEPLOY")) {
            features.add(IamFeature.CODE_DEPLOY);
        } else if (request.strategy() != null && !request.strategy().isRolling()) {
            features.add(IamFeature.BLUE_GREEN);
            features.add(IamFeature.ANSWER_PAUSES);
        }
        return features;
    }

    private static void addIf(Set<IamFeature> features, boolean used, IamFeature feature) {
        if (used) {
            features.add(feature);
        }
    }

    /** By default a deployment that cannot succeed is rolled back. */
    private static boolean rollsBack(DeployRequest request) {
        FailureReaction permanent = request.onPermanentFailure();
        return request.goesBack()
                || request.onAbort() == Reaction.ROLLBACK
                || request.onTimeout() == Reaction.ROLLBACK
                || permanent == null
                || permanent == FailureReaction.ROLLBACK;
    }

    /** The roles that AWS is given for tasks and for the service, by the service that gets them. */
    private static PolicyText.Roles roles(DeployRequest request, JsonNode definition, boolean registers) {
        Set<String> ofTasks = new LinkedHashSet<>();
        if (registers || !request.tasks().all().isEmpty()) {
            for (String member : new String[] {"executionRoleArn", "taskRoleArn"}) {
                String role = definition.path(member).asText("");
                if (!role.isEmpty()) {
                    ofTasks.add(role);
                }
            }
        }
        ServiceDefinition file = request.serviceFile();
        return new PolicyText.Roles(
                ofTasks,
                file == null ? Set.of() : file.roles(),
                !request.scheduledTasks().isNone());
    }
}
