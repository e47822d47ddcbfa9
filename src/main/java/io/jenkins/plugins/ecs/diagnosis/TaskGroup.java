package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * Stopped tasks with the same cause.
 *
 * @param cause with the text of the first task
 * @param container name of the container; empty for the task as a whole
 * @param exitCodes each once, in the order of their appearance
 * @param tasks ARNs of the first three
 */
public record TaskGroup(Cause cause, String container, int count, List<Integer> exitCodes, List<String> tasks) {

    /** {@code container app exited with 1 (2 tasks)}, or the original text of AWS. */
    @NonNull
    public String text() {
        String exit = exitCodes.isEmpty() ? "" : " exited with " + joined();
        boolean byExitAlone = cause.id().equals(ExitCodes.ID) || cause.id().equals(ExitCodes.ID_OF_ZERO);
        String who = container.isEmpty() ? "" : "container " + container + exit;
        String words = byExitAlone && !who.isEmpty() ? "" : cause.evidence();
        String both = who.isEmpty() || words.isEmpty() ? who + words : who + ": " + words;
        return both + (count > 1 ? " (" + count + " tasks)" : "");
    }

    private String joined() {
        return String.join(", ", exitCodes.stream().map(String::valueOf).toList());
    }
}
