package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.config.FormConnections;
import io.jenkins.plugins.ecs.config.FormPlace;
import java.util.function.Function;
import org.springframework.security.core.Authentication;

/** Asks AWS for a form with the credentials, proxy and endpoint that a build would use. */
@Extension
public final class ItemConnections implements FormConnections {

    @NonNull
    @Override
    public <T> T ask(@NonNull FormPlace place, @NonNull String session, @NonNull Function<AwsConnection, T> question) {
        BuildCredentials credentials = BuildCredentials.ofItem(
                place.item(),
                authenticationOf(place.item()),
                place.settings().credentialsId(),
                place.controllerAllowed());
        try (AwsConnection connection = AwsConnection.open(
                BuildConnections.connectionSettings(place.settings(), place.endpoints(), session), credentials)) {
            return question.apply(connection);
        }
    }

    /** The same context as the list of credentials in the form. */
    @NonNull
    static Authentication authenticationOf(@CheckForNull Item item) {
        return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }
}
