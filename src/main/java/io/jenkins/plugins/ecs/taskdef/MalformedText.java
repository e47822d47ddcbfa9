package io.jenkins.plugins.ecs.taskdef;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns a parser's error into a message for the author of the text. */
final class MalformedText {
    private static final Pattern YAML_PLACE = Pattern.compile("(?m)^ in .*, line ([0-9]{1,8}), column ([0-9]{1,8}):");

    private MalformedText() {}

    static TaskDefinitionException explain(
            JsonProcessingException e, JsonStreamContext context, JsonLocation now, boolean json) {
        if (e instanceof StreamConstraintsException) {
            int[] place = place(now, "");
            return new TaskDefinitionException(
                    TextMessages.beyondLimits(e.getOriginalMessage().replaceAll(", from `.*?`", "")),
                    "",
                    place[0],
                    place[1]);
        }
        String message = String.valueOf(e.getOriginalMessage());
        String advice = json ? TextMessages.CHECK_JSON : TextMessages.CHECK_YAML;
        int[] place = place(e.getLocation(), message);
        return new TaskDefinitionException(
                TextMessages.malformed((json ? "JSON" : "YAML"), reason(message), advice),
                path(context).toString(),
                place[0],
                place[1]);
    }

    /** SnakeYAML's last mark is where the problem is; Jackson has the place of the last good token instead. */
    private static int[] place(JsonLocation last, String message) {
        int[] place = last == null ? new int[2] : new int[] {last.getLineNr(), last.getColumnNr()};
        for (Matcher mark = YAML_PLACE.matcher(message); mark.find(); ) {
            place = new int[] {Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))};
        }
        return place;
    }

    private static TextPath path(JsonStreamContext context) {
        if (context == null || context.inRoot()) {
            return TextPath.TOP;
        }
        TextPath parent = path(context.getParent());
        if (context.inArray()) {
            return parent.item(context.getCurrentIndex());
        }
        return context.getCurrentName() == null ? parent : parent.child(context.getCurrentName());
    }

    /**
     * The parser's own words without what it quotes: SnakeYAML shows the lines of the text (indented), Jackson the word
     * it met, and either may be a secret.
     */
    private static String reason(String message) {
        String words = message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return words.replaceAll("(Unrecognized token) '.*?'(?=: |$)", "$1")
                .replaceAll("( \\(start marker|, got this instead| \\(Do not use| at \\[Source).*", "")
                .strip()
                .replaceAll("\\.$", "");
    }
}
