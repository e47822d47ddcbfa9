package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A placeholder in a text of a template: {@code {{ port }}}, or {@code {{ size.cpu }}} for a part of a value. Texts such
 * as {@code {{.Name}}}, which begin with a dot, are for others and stay as they are.
 *
 * @param start of the placeholder in the text
 * @param end behind it
 */
public record Placeholder(@NonNull String name, @NonNull String member, int start, int end) {

    private static final Pattern BEGIN = Pattern.compile("\\{\\{(?!\\s*\\.)");
    private static final Pattern WHOLE =
            Pattern.compile("\\{\\{\\s*([a-zA-Z][a-zA-Z0-9_]{0,39})(?:\\.([a-z]{1,10}))?\\s*}}");

    /** The placeholders of a text, in their order. */
    @NonNull
    public static List<Placeholder> in(@NonNull String text) {
        List<Placeholder> found = new ArrayList<>();
        Matcher whole = WHOLE.matcher(text);
        while (whole.find()) {
            String member = whole.group(2) == null ? "" : whole.group(2);
            found.add(new Placeholder(whole.group(1), member, whole.start(), whole.end()));
        }
        return found;
    }

    /** The first mark of a text that begins none, although it looks like one. */
    @NonNull
    public static Optional<String> malformed(@NonNull String text) {
        Matcher begin = BEGIN.matcher(text);
        List<Placeholder> good = in(text);
        while (begin.find()) {
            int at = begin.start();
            if (good.stream().noneMatch(each -> each.start() <= at && at < each.end())) {
                return Optional.of(text.substring(at, Math.min(text.length(), at + 40)));
            }
        }
        return Optional.empty();
    }

    /** The placeholder that the text is, without anything else; null if it is more or less than one. */
    @CheckForNull
    public static Placeholder whole(@NonNull String text) {
        List<Placeholder> found = in(text);
        return found.size() == 1 && found.get(0).start() == 0 && found.get(0).end() == text.length()
                ? found.get(0)
                : null;
    }

    /** As it is named in messages: {@code size.cpu}. */
    @NonNull
    String label() {
        return member.isEmpty() ? name : name + "." + member;
    }
}
