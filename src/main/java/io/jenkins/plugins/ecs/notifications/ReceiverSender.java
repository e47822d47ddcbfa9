package io.jenkins.plugins.ecs.notifications;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
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
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Sends to a receiver of the configuration, with its settings and credentials as they are now. A receiver of a folder
 * can use the credentials that the folder's jobs can use.
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
    private Sender sender() {
        String jenkinsUrl = Jenkins.get().getRootUrl();
        String root = jenkinsUrl == null ? "" : jenkinsUrl;
        String recipients = receiver.getRecipients();
        if (recipients != null) {
            return MailReceivers.sender(recipients, root);
        }
        String plain = receiver.getUrl();
        String url = (plain == null ? secret("urlCredentialsId", receiver.getUrlCredentialsId()) : plain).trim();
        ReceiverChecks.refuse(ReceiverChecks.url(url));
        String signedBy = receiver.getSecretCredentialsId();
        String signing = signedBy == null ? "" : secret("secretCredentialsId", signedBy);
        return new HttpSender(
                new HttpPost(
                        EcsNotificationsConfiguration.get().hostPolicy(),
                        InetAddress::getAllByName,
                        (SSLSocketFactory) SSLSocketFactory.getDefault(),
                        TIMEOUT),
                receiver.messageFormat(),
                URI.create(url),
                WebhookSignature.of(signing),
                Util.fixNull(receiver.getBody()),
                header(),
                root,
                Clock.systemUTC());
    }

    private Map<String, String> header() {
        String name = receiver.getHeaderName();
        if (name == null) {
            return Map.of();
        }
        String value =
                secret("headerCredentialsId", receiver.getHeaderCredentialsId()).trim();
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(NotificationMessages.NO_HEADER_VALUE);
        }
        return Map.of(name, value);
    }

    private String secret(String field, @CheckForNull String id) {
        if (id == null) {
            throw new IllegalArgumentException(NotificationMessages.NO_URL);
        }
        StringCredentials found = CredentialsProvider.findCredentialByIdInItem(
                id, StringCredentials.class, folder, ACL.SYSTEM2, List.of());
        if (found == null) {
            throw new IllegalArgumentException(NotificationMessages.noCredentials(field, id));
        }
        return found.getSecret().getPlainText();
    }
}
