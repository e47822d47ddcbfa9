package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.CallerIdentity;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.WhoAmI;
import org.springframework.security.core.Authentication;

/** Tests the settings of a form with the credentials, proxy and endpoint that a build would use. */
@Extension
public final class FormIdentity implements WhoAmI {

    /** Session name in CloudTrail. */
    private static final String SESSION = "jenkins-ecs-connection-test";

    @NonNull
    @Override
    public CallerIdentity ask(
            @CheckForNull Item item,
            @NonNull EcsSettings settings,
            @NonNull Endpoints endpoints,
            boolean controllerAllowed) {
        BuildCredentials credentials =
                BuildCredentials.ofItem(item, authenticationOf(item), settings.credentialsId(), controllerAllowed);
        try (AwsConnection connection =
                AwsConnection.open(BuildConnections.connectionSettings(settings, endpoints, SESSION), credentials)) {
            return connection.identity();
        }
    }

    /** The same context as the list of credentials in the form. */
    private static Authentication authenticationOf(Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
