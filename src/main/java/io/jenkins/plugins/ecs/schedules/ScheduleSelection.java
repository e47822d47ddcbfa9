package io.jenkins.plugins.ecs.schedules;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which scheduled tasks follow a deployment: the value of {@code scheduledTasks}.
 *
 * @param wholeFamily all in the service's cluster that run the family, on the default event bus and in all schedule groups
 * @param named these; empty with {@code wholeFamily}
 */
public record ScheduleSelection(
        boolean wholeFamily, @NonNull List<ScheduleRef> named) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The value that selects by family. */
    public static final String FAMILY = "family";

    /** None: scheduled tasks are left alone. */
    public static final ScheduleSelection NONE = new ScheduleSelection(false, List.of());

    private static final int MOST = 100;

    public ScheduleSelection {
        named = List.copyOf(named);
    }

    public boolean isNone() {
        return !wholeFamily && named.isEmpty();
    }

    /**
     * Reads the words of {@code scheduledTasks}, which {@link #problem} has accepted.
     *
     * @param text {@code family}, or names with commas or line breaks between them; null for none
     */
    @NonNull
    public static ScheduleSelection parse(@CheckForNull String text) {
        List<String> words = words(text);
        if (words.equals(List.of(FAMILY))) {
            return new ScheduleSelection(true, List.of());
        }
        Set<ScheduleRef> named = new LinkedHashSet<>();
        words.forEach(word -> ScheduleRef.parse(word).ifPresent(named::add));
        return new ScheduleSelection(false, new ArrayList<>(named));
    }

    /** What is wrong with the words of {@code scheduledTasks}, all of it; empty if nothing is. */
    @NonNull
    public static Optional<String> problem(@NonNull String text) {
        List<String> words = words(text);
        List<String> problems = new ArrayList<>();
        if (words.isEmpty()) {
            problems.add(ScheduleMessages.empty());
        }
        if (words.size() > MOST) {
            problems.add(ScheduleMessages.tooMany(words.size(), MOST));
        }
        if (words.size() > 1 && words.contains(FAMILY)) {
            problems.add(ScheduleMessages.familyAndNames());
        }
        words.stream()
                .filter(word -> !word.equals(FAMILY) && ScheduleRef.parse(word).isEmpty())
                .forEach(word -> problems.add(ScheduleMessages.unreadable(word)));
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems));
    }

    /** A problem for each ARN in another Region than the deployment. */
    @NonNull
    public static List<String> otherRegions(@CheckForNull String text, @NonNull String region) {
        return parse(text).named().stream()
                .filter(ref -> !ref.region().isEmpty() && !ref.region().equals(region))
                .map(ref -> ScheduleMessages.otherRegion(ref, region))
                .toList();
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : (text == null ? "" : text).split("[,\\s]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    @Override
    public String toString() {
        return wholeFamily
                ? FAMILY
                : String.join(", ", named.stream().map(ScheduleRef::toString).toList());
    }
}
