package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.ArrayList;
import java.util.List;

/** An event as a mail of plain text: nothing in it is markup, and no text can add a header. */
final class MailText {

    private static final int LONGEST_TEXT = 2_000;

    private MailText() {}

    /** One line. */
    @NonNull
    static String subject(@NonNull DeploymentEvent event) {
        return "[ECS] " + EventTexts.title(event);
    }

    /** @param rootUrl of Jenkins, with a slash at its end; empty if it is not known */
    @NonNull
    static String body(@NonNull DeploymentEvent event, @NonNull String rootUrl) {
        List<String> lines = new ArrayList<>();
        lines.add(EventTexts.title(event));
        paragraph(lines, event.get(EventField.MESSAGE));
        paragraph(lines, event.get(EventField.ADVICE));
        lines.add("");
        EventTexts.details(event).forEach((label, text) -> lines.add(label + ": " + PlainLine.of(text, LONGEST_TEXT)));
        paragraph(lines, EventTexts.url(event, rootUrl));
        return String.join("\n", lines) + "\n";
    }

    private static void paragraph(List<String> lines, String text) {
        if (!text.isEmpty()) {
            lines.add("");
            lines.add(PlainLine.of(text, LONGEST_TEXT));
        }
    }
}
