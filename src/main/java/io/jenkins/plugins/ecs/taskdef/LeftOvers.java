package io.jenkins.plugins.ecs.taskdef;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images that cannot work: with a placeholder that was not replaced, or a name that no registry accepts. */
final class LeftOvers {
    private static final Map<Pattern, String> MARKS = new LinkedHashMap<>();

    static {
        String variable = ImageMessages.VARIABLE;
        String placeholder = ImageMessages.PLACEHOLDER;
        MARKS.put(Pattern.compile("[\\s\\p{Cntrl}]"), ImageMessages.HAS_SPACE);
        MARKS.put(Pattern.compile("\\$\\{[^}]{0,100}\\}?|\\$\\([^)]{0,100}\\)?|\\$\\w{1,100}|\\$"), variable);
        MARKS.put(Pattern.compile("\\{\\{.{0,100}?\\}\\}|\\{%.{0,100}?%\\}|[#{}]\\{?.{0,100}?\\}|[{}]"), placeholder);
        MARKS.put(Pattern.compile("<[^>]{0,100}>|[<>]"), placeholder);
        MARKS.put(Pattern.compile("%\\w{1,100}%|@\\w{1,100}@|__[A-Z][A-Z0-9_]{0,100}?__"), placeholder);
        MARKS.put(Pattern.compile("[\"'`\u2018\u2019\u201C\u201D\u00AB\u00BB]"), ImageMessages.QUOTE);
        MARKS.put(
                Pattern.compile("(?<=[/:])(null|undefined)(?=[/:@]|$)|^(null|undefined)(?=[/:@]|$)"),
                ImageMessages.UNSET);
    }

    private LeftOvers() {}

    /** What is wrong with the image, as the end of a sentence that begins with it. */
    static Optional<String> of(String image) {
        for (Map.Entry<Pattern, String> mark : MARKS.entrySet()) {
            Matcher found = mark.getKey().matcher(image);
            if (found.find()) {
                return Optional.of(String.format(mark.getValue(), TextPath.cut(found.group(), 100)));
            }
        }
        return slashInTag(image);
    }

    private static Optional<String> slashInTag(String image) {
        String named = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int first = named.indexOf('/');
        int from = first < 0 ? 0 : named.substring(0, first).matches("[^:]*(:[0-9]{1,5})?") ? first + 1 : 0;
        int colon = named.indexOf(':', from);
        if (colon < 0 || named.indexOf('/', colon) < 0) {
            return Optional.empty();
        }
        String tag = TextPath.cut(named.substring(colon + 1), 128);
        return Optional.of(ImageMessages.slashInTag(tag, tag.replace('/', '-')));
    }
}
