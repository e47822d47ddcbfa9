package jenkins.plugins.mailer.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;

public class MimeMessageBuilder {
    public MimeMessageBuilder() {}

    public MimeMessageBuilder setCharset(@NonNull String charset) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder setMimeType(@NonNull String mimeType) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder setSubject(@NonNull String subject) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder setBody(@NonNull String body) {
        throw new UnsupportedOperationException();
    }

    public MimeMessageBuilder addRecipients(@NonNull String recipients) throws UnsupportedEncodingException {
        throw new UnsupportedOperationException();
    }

    public MimeMessage buildMimeMessage() throws MessagingException, UnsupportedEncodingException {
        throw new UnsupportedOperationException();
    }
}
