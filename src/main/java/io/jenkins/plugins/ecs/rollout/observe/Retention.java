package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Which revisions of a family are deregistered: a pure function of what is there and what holds on to it. Whatever it
 * cannot be sure about stays.
 */
public final class Retention {

    /** The quota for this is that of registrations, which deployments wait for; what is left goes the next time. */
    public static final int MOST_AT_ONCE = 20;

    private Retention() {}

    /** The active revisions beyond the newest {@code keep}, newest first. */
    public static List<String> beyond(List<String> active, int keep) {
        List<String> sorted = active.stream()
                .filter(arn -> number(arn) > 0)
                .distinct()
                .sorted(Comparator.comparingInt(Retention::number).reversed())
                .toList();
        return sorted.subList(Math.min(Math.max(1, keep), sorted.size()), sorted.size());
    }

    /**
     * What may go, the oldest first.
     *
     * @param keep how many of the newest stay in any case
     */
    public static List<String> superfluous(RevisionUse use, int keep) {
        if (use.unsure() != null) {
            return List.of();
        }
        List<String> free = new ArrayList<>(beyond(use.active(), keep));
        free.removeIf(use.holders()::containsKey);
        Collections.reverse(free);
        return free;
    }

    /** 0 for anything but the ARN of one revision. */
    private static int number(@CheckForNull String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            return 0;
        }
        try {
            Integer number = TaskDefinitionRef.parse(arn).revision();
            return number == null ? 0 : number;
        } catch (IllegalArgumentException other) {
            return 0;
        }
    }
}
