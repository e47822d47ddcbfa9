package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Lists of names: a list in a Jenkinsfile; in a form one line of text, with commas between them. */
final class TextLines {

    private TextLines() {}

    /** Without blanks around them, empty ones and doubles. */
    @NonNull
    static ArrayList<String> clean(@CheckForNull List<String> names) {
        ArrayList<String> clean = new ArrayList<>();
        if (names != null) {
            names.stream()
                    .filter(Objects::nonNull)
                    .flatMap(name -> Stream.of(name.split(",")))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .forEach(clean::add);
        }
        return clean;
    }

    /** The names as one text. */
    @NonNull
    static String joined(@CheckForNull List<String> names) {
        return String.join(",", clean(names));
    }

    /** The names of one text. */
    @NonNull
    static List<String> names(@CheckForNull String text) {
        return Collections.unmodifiableList(clean(text == null ? null : List.of(text)));
    }
}
