package io.jenkins.plugins.ecs.rollout.decide.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.aws.ecs.ServiceRevision;
import io.jenkins.plugins.ecs.rollout.messages.RollbackMessages;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.observe.Observation;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitions;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what is about to be deployed is a rollback, which rules treat more kindly than a deployment: the revision ran
 * well in this very service, and its containers get the images that they had then. What a Jenkinsfile says is no proof.
 */
public final class ProvenRollback {

    private ProvenRollback() {}

    /**
     * What is known of a revision that ran well in the service: from builds, and from service deployments of ECS.
     *
     * @param taskDefinition ARN of the revision
     */
    static Optional<KnownGood.Revision> evidence(String taskDefinition, Observation seen) {
        List<KnownGood.Revision> found = new ArrayList<>();
        seen.recorded.stream()
                .filter(revision -> revision.taskDefinition().equals(taskDefinition))
                .forEach(found::add);
        byEcs(seen).stream()
                .filter(revision -> revision.taskDefinition().equals(taskDefinition))
                .forEach(found::add);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> digests = new LinkedHashMap<>();
        found.forEach(revision -> revision.digests().forEach(digests::putIfAbsent));
        return Optional.of(
                new KnownGood.Revision(taskDefinition, digests, found.get(0).by()));
    }

    /**
     * Whether a revision may be rolled back to, as far as that is known without its images: it ran well in the service, and
     * no release held it afterwards.
     *
     * @param taskDefinition ARN of the revision
     */
    static boolean ranWell(String taskDefinition, Observation seen) {
        return !seen.held.contains(taskDefinition)
                && evidence(taskDefinition, seen).isPresent();
    }

    /** Revisions of which ECS has a successful deployment in the service, newest first. */
    static List<KnownGood.Revision> byEcs(Observation seen) {
        List<KnownGood.Revision> good = new ArrayList<>();
        for (ServiceDeployment deployment : seen.serviceDeployments) {
            ServiceRevision revision = seen.revision(deployment.targetRevision());
            if (deployment.status().equals("SUCCESSFUL") && revision != null) {
                good.add(new KnownGood.Revision(
                        revision.taskDefinition(),
                        revision.digests(),
                        RollbackMessages.byEcs(Arns.brief(deployment.arn()))));
            }
        }
        return good;
    }

    /**
     * Why it is no rollback but a deployment; empty where it is one.
     *
     * @param definition the revision that is rolled back to
     * @param pins by container: images that are deployed in the place of those that the revision names
     */
    static Optional<String> doubt(ObjectNode definition, Observation seen, Map<String, String> pins) {
        String arn = definition.path("taskDefinitionArn").asText();
        if (seen.held.contains(arn)) {
            return Optional.of(RollbackMessages.held(Arns.brief(arn)));
        }
        if (evidence(arn, seen).isEmpty()) {
            AwsFailure hidden =
                    seen.serviceDeploymentsFailure == null ? seen.revisionsFailure : seen.serviceDeploymentsFailure;
            return Optional.of(RollbackMessages.neverGood(
                    Arns.brief(arn),
                    hidden == null
                            ? RollbackMessages.NO_SUCCESS
                            : RollbackMessages.cannotAsk(AwsFailureMessages.reason(hidden))));
        }
        for (Map.Entry<String, String> image :
                TaskDefinitions.images(definition).entrySet()) {
            String container = image.getKey();
            boolean named = image.getValue().contains("@sha");
            if (!named && !pins.containsKey(container) && !seen.unmoved.contains(container)) {
                return Optional.of(RollbackMessages.tagMayHaveMoved(container, Arns.brief(arn), image.getValue()));
            }
        }
        return Optional.empty();
    }
}
