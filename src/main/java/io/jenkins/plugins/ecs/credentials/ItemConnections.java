package io.jenkins.plugins.ecs.credentials;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.FormConnections;
import io.jenkins.plugins.ecs.config.FormPlace;
import java.util.function.Function;

/** Asks AWS for a form with the credentials, proxy and endpoint that a build would use. */
@Extension
public final class ItemConnections implements FormConnections {

    @NonNull
    @Override
    public <T> T ask(@NonNull FormPlace place, @NonNull String session, @NonNull Function<AwsConnection, T> question) {
        BuildCredentials credentials =
                BuildCredentials.ofItem(place.item(), place.settings().credentialsId(), place.controllerAllowed());
        try (AwsConnection connection = AwsConnection.open(
                BuildConnections.connectionSettings(place.settings(), place.endpoints(), session), credentials)) {
            return question.apply(connection);
        }
    }
}
