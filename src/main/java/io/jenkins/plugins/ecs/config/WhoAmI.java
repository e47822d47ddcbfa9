package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.Item;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.Endpoints;

/** Asks AWS who it takes the holder of settings for. Implemented where credentials are looked up. */
public interface WhoAmI extends ExtensionPoint {

    /**
     * One call of STS, which needs no permission of IAM, and those that assume roles.
     *
     * @param item the folder or job in whose context credentials are looked up as for a build there; null for Jenkins itself
     * @param endpoints that an admin has named
     * @param controllerAllowed whether the controller's own credentials may be used
     * @throws AwsFailure when there is no answer
     */
    @NonNull
    CallerIdentity ask(
            @CheckForNull Item item,
            @NonNull EcsSettings settings,
            @NonNull Endpoints endpoints,
            boolean controllerAllowed);
}
