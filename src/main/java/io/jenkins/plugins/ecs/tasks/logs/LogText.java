package io.jenkins.plugins.ecs.tasks.logs;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.tasks.messages.TaskMessages;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a container wrote, as lines of a build log: without colours and control characters, and not too long. */
public final class LogText {

    /** A longer line is cut. */
    static final int LONGEST = 4_000;

    /** What is looked at of an event at all: CloudWatch takes events of up to 1 MB. */
    private static final int MOST_OF_AN_EVENT = 64_000;

    /** Control sequences of terminals: CSI, OSC, and the short ones (ECMA-48). */
    private static final Pattern SEQUENCES = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]{0,2000}(?:\u0007|\u001B\\\\)?"
                    + "|\u001B[ -/]*[0-~]");

    private static final Pattern BREAKS = Pattern.compile("\r?\n|\r");

    private LogText() {}

    /** The lines of consecutive events. Secrets are masked before a line is cut, which would leave a part of them. */
    @NonNull
    public static List<String> lines(@NonNull List<String> messages, @NonNull Masking masking) {
        List<String> plain = messages.stream()
                .flatMap(message -> lines(masking.known(message)).stream())
                .toList();
        return masking.lines(plain).stream()
                .map(line -> PlainLine.of(line, LONGEST))
                .toList();
    }

    /** The lines of one event. */
    private static List<String> lines(String message) {
        boolean cut = message.length() > MOST_OF_AN_EVENT;
        String some = cut ? message.substring(0, MOST_OF_AN_EVENT) : message;
        String plain = SEQUENCES.matcher(some).replaceAll("");
        List<String> lines = new ArrayList<>();
        for (String line : BREAKS.split(plain, -1)) {
            lines.add(PlainLine.of(line, MOST_OF_AN_EVENT));
        }
        while (lines.size() > 1 && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (cut) {
            lines.add(TaskMessages.eventCut(message.length()));
        }
        return lines;
    }
}
