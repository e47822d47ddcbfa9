package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import java.util.function.Function;

/** Asks AWS with the settings of a form. Implemented where credentials are looked up. */
public interface FormConnections extends ExtensionPoint {

    /**
     * Opens a connection for one question. The credentials are looked up as for a build of the item.
     *
     * @param session session name in CloudTrail, if a role is assumed
     * @param question asked at once, on the thread of the caller
     * @throws AwsFailure when there is no answer
     */
    @NonNull
    <T> T ask(@NonNull FormPlace place, @NonNull String session, @NonNull Function<AwsConnection, T> question);
}
