package io.jenkins.plugins.ecs.templates.imports;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command that is written as one text, as its words. */
final class ShellWords {

    private static final Pattern WORD =
            Pattern.compile("\"((?:[^\"\\\\]++|\\\\.){0,4000}+)\"|'([^']{0,4000})'|(\\S{1,4000})");

    private ShellWords() {}

    /** With quotes as a shell has them; nothing is expanded. */
    @NonNull
    static List<String> split(@NonNull String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            if (word.group(1) != null) {
                words.add(word.group(1).replaceAll("\\\\(.)", "$1"));
            } else {
                words.add(word.group(2) == null ? word.group(3) : word.group(2));
            }
        }
        return words;
    }
}
