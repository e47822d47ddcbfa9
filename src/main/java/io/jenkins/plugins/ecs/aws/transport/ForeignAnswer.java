package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsMessages;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a response that is not from AWS. */
final class ForeignAnswer {

    private static final int MOST = 4096;
    private static final int TITLE = 80;
    private static final Pattern TITLE_OF_PAGE = Pattern.compile("(?is)<(title|h1)\\b[^>]{0,200}>([^<]{1,300})</\\1>");

    private ForeignAnswer() {}

    /** Status, type and page title, which usually names the proxy. The rest of the page is not shown. */
    @NonNull
    static String text(@NonNull HttpAnswer answer) {
        return text(answer.status(), answer.contentType(), answer.body());
    }

    @NonNull
    static String text(int status, @NonNull String contentType, @CheckForNull byte[] body) {
        String type = contentType.split(";", 2)[0].trim();
        Matcher title = TITLE_OF_PAGE.matcher(beginning(body));
        return AwsMessages.notAws(status, shortened(type), title.find() ? shortened(title.group(2)) : "");
    }

    private static String beginning(byte[] body) {
        return body == null ? "" : new String(body, 0, Math.min(body.length, MOST), StandardCharsets.UTF_8);
    }

    private static String shortened(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\"]+", " ").trim();
        return line.length() <= TITLE ? line : line.substring(0, TITLE) + "...";
    }
}
