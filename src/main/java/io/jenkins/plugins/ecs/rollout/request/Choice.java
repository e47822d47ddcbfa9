package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Arrays;
import java.util.Optional;

/** One of the values that a parameter can have. */
public interface Choice {

    /** As it is written in a Jenkinsfile. */
    @NonNull
    String text();

    /** What it means, for forms; may be empty. */
    @NonNull
    String meaning();

    @NonNull
    static Choice of(@NonNull String text, @NonNull String meaning) {
        return new Word(text, meaning);
    }

    /** From the text of a choice, whatever the case. */
    @NonNull
    static <E extends Enum<E> & Choice> Optional<E> parse(@NonNull Class<E> type, @CheckForNull String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.text().equalsIgnoreCase(text))
                .findFirst();
    }

    /** A choice without a type of its own. */
    record Word(@NonNull String text, @NonNull String meaning) implements Choice {}
}
