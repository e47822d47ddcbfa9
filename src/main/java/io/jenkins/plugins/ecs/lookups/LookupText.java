package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of a definition, divided into texts and look-ups: {@code ${source:name}} or {@code ${source:name:-default}}.
 * Any other {@code ${…}} is text, and so is a look-up with a second dollar sign before it: {@code $${env:NAME}}.
 */
record LookupText(@NonNull List<Part> parts) {

    private static final Pattern BEGIN = Pattern.compile("(\\$?)\\$\\{(env|param|ssm|secret|cfn|tfstate):");
    private static final Pattern SOURCE = Pattern.compile("\\$\\{(?:env|param|ssm|secret|cfn|tfstate):");
    private static final String DEFAULT = ":-";
    private static final int LONGEST_NAME = 2_048;

    /**
     * A text, or a look-up.
     *
     * @param text as it stays, if it is a text; what is wrong, if it is neither
     * @param otherwise the default of a look-up; null for none
     */
    record Part(
            @Nullable String text,
            @Nullable Lookup lookup,
            @Nullable String otherwise,
            boolean isWrong) {

        static Part text(String text) {
            return new Part(text, null, null, false);
        }

        static Part wrong(String problem) {
            return new Part(problem, null, null, true);
        }
    }

    /** Whether there is the beginning of one anywhere, escaped or not. */
    static boolean begins(@NonNull String text) {
        return SOURCE.matcher(text).find();
    }

    /** What parses to this text. */
    @NonNull
    static String escaped(@NonNull String text) {
        return SOURCE.matcher(text).replaceAll("\\$$0");
    }

    @NonNull
    static LookupText parse(@NonNull String value) {
        List<Part> parts = new ArrayList<>();
        Matcher begin = BEGIN.matcher(value);
        int done = 0;
        while (begin.find(done)) {
            if (!begin.group(1).isEmpty()) {
                // Without the first dollar sign.
                parts.add(Part.text(value.substring(done, begin.start())));
                parts.add(Part.text(value.substring(begin.start() + 1, begin.end())));
                done = begin.end();
                continue;
            }
            if (begin.start() > done) {
                parts.add(Part.text(value.substring(done, begin.start())));
            }
            int end = end(value, begin.end());
            if (end < 0) {
                parts.add(Part.wrong(LookupMessages.noEnd(value.substring(begin.start()))));
                return new LookupText(parts);
            }
            LookupSource source = LookupSource.of(begin.group(2)).orElseThrow();
            parts.add(lookup(source, value.substring(begin.end(), end)));
            done = end + 1;
        }
        if (done < value.length()) {
            parts.add(Part.text(value.substring(done)));
        }
        return new LookupText(parts);
    }

    private static Part lookup(LookupSource source, String written) {
        int split = outsideQuotes(written, DEFAULT);
        String name = split < 0 ? written : written.substring(0, split);
        Lookup lookup = new Lookup(source, name.strip());
        if (name.length() > LONGEST_NAME) {
            return Part.wrong(LookupMessages.tooLong(source.word(), LONGEST_NAME));
        }
        Optional<String> problem = LookupNames.problem(lookup);
        return problem.map(Part::wrong)
                .orElseGet(() ->
                        new Part(null, lookup, split < 0 ? null : written.substring(split + DEFAULT.length()), false));
    }

    /** Of the closing brace; those in quotes are part of the name. */
    private static int end(String value, int from) {
        int end = outsideQuotes(value.substring(from), "}");
        return end < 0 ? -1 : from + end;
    }

    private static int outsideQuotes(String text, String wanted) {
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote == 0 && text.startsWith(wanted, at)) {
                return at;
            }
            if (c == '"' && (quote == 0 || text.charAt(at - 1) != '\\')) {
                quote = quote == 0 ? c : 0;
            }
        }
        return -1;
    }

    boolean hasLookups() {
        return parts.stream().anyMatch(part -> part.lookup() != null || part.isWrong());
    }

    /** Whether it has neither look-ups nor what stands for the beginning of one. */
    boolean isPlain() {
        return parts.size() <= 1 && !hasLookups();
    }
}
