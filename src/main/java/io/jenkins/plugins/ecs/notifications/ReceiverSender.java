package io.jenkins.plugins.ecs.notifications;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.security.ACL;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.http.HttpPost;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Sends to a receiver of the configuration, with its settings and credentials as they are now. A receiver of a folder can
 * use the credentials that the folder's jobs can use.
 */
final class ReceiverSender implements Sender {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Item folder;
    private final EcsReceiver receiver;

    /** @param folder null for a receiver of the global configuration */
    ReceiverSender(@CheckForNull Item folder, @NonNull EcsReceiver receiver) {
        this.folder = folder;
        this.receiver = receiver;
    }

    @NonNull
    @Override
    public SendResult send(@NonNull DeploymentEvent event) {
        try {
            return sender().send(event);
        } catch (IllegalArgumentException notUsable) {
            return SendResult.failed(0, PlainText.line(notUsable.getMessage()), 0);
        }
    }

    /** @throws IllegalArgumentException if it cannot be used; the message contains no secrets */
    private HttpSender sender() {
        String url = receiver.getUrl() == null ? secret("urlCredentialsId", receiver.getUrlCredentialsId()) : receiver.getUrl();
        Optional<String> wrong = ReceiverChecks.url(url.trim());
        ReceiverChecks.refuse(wrong);
        String signing = receiver.getSecretCredentialsId() == null
                ? ""
                : secret("secretCredentialsId", receiver.getSecretCredentialsId());
        String root = Jenkins.get().getRootUrl();
        return new HttpSender(
                new HttpPost(
                        EcsNotificationsConfiguration.get().hostPolicy(),
                        InetAddress::getAllByName,
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        TIMEOUT),
                receiver.messageFormat(),
                URI.create(url.trim()),
                WebhookSignature.of(signing),
                root == null ? "" : root,
                Clock.systemUTC());
    }

    private String secret(String field, String id) {
        if (id == null) {
            throw new IllegalArgumentException(NotificationMessages.noUrl());
        }
        StringCredentials found = CredentialsProvider.findCredentialByIdInItem(
                id, StringCredentials.class, folder, ACL.SYSTEM2, List.of());
        if (found == null) {
            throw new IllegalArgumentException(NotificationMessages.noCredentials(field, id));
        }
        return found.getSecret().getPlainText();
    }
}
