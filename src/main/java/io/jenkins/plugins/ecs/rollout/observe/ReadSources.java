package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsClients;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.polling.RateLimiter;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue;
import java.util.function.Consumer;

/**
 * What reads are made from.
 *
 * @param others null where only ECS may be called
 * @param limits when CodeDeploy may be called
 */
public record ReadSources(
        EcsApi ecs,
        AwsClients others,
        KnownGood knownGood,
        DeploymentQueue queue,
        RateLimiter limits,
        BuildValues build) {

    /** A failed read is kept as a failure: "cannot be read" is not "does not exist". */
    static void tryTo(Runnable read, Consumer<AwsFailure> otherwise) {
        try {
            read.run();
        } catch (AwsFailure failure) {
            otherwise.accept(failure);
        }
    }
}
