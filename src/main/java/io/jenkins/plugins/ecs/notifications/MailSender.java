package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.text.PlainText;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import jenkins.plugins.mailer.tasks.MimeMessageBuilder;

/**
 * Sends events through the SMTP server of <i>Manage Jenkins › System › E-mail Notification</i>, which the plugin Mailer
 * brings. {@link MailReceivers} loads this class only if that plugin is installed.
 */
final class MailSender implements Sender {

    private final String recipients;
    private final String rootUrl;

    MailSender(@NonNull String recipients, @NonNull String rootUrl) {
        this.recipients = recipients;
        this.rootUrl = rootUrl;
    }

    /** A mail that has the same id in each attempt. A MimeMessage makes a new one whenever it is sent. */
    static final class IdentifiedMail extends MimeMessage {

        private final String id;

        IdentifiedMail(@NonNull MimeMessage mail, @NonNull String id) throws MessagingException {
            super(mail);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id.replaceAll("[^\\w.-]", "-") + "@ecs-deployment>");
        }
    }

    @NonNull
    @Override
    public SendResult send(@NonNull DeploymentEvent event) {
        try {
            MimeMessage mail = new MimeMessageBuilder()
                    .setMimeType("text/plain")
                    .setCharset("UTF-8")
                    .setSubject(MailText.subject(event))
                    .setBody(MailText.body(event, rootUrl))
                    .addRecipients(recipients)
                    .buildMimeMessage();
            // Automatic replies would go to the administrator of Jenkins.
            mail.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(new IdentifiedMail(mail, event.getId()));
            return SendResult.delivered(0);
        } catch (SendFailedException refused) {
            // Sent to those whose address is valid; a second attempt would reach them twice.
            boolean reachedSome = refused.getValidSentAddresses() != null && refused.getValidSentAddresses().length > 0;
            String why = PlainText.line(refused.getMessage());
            return reachedSome
                    ? new SendResult(SendResult.Kind.REJECTED, 0, NotificationMessages.notToAll(why), 0)
                    : SendResult.failed(0, why, 0);
        } catch (MessagingException | UnsupportedEncodingException failed) {
            return SendResult.failed(0, PlainText.line(failed.getMessage()), 0);
        }
    }
}
