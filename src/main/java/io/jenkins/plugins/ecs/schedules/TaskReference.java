package io.jenkins.plugins.ecs.schedules;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.text.Arns;

/**
 * What a scheduled task names as its task definition, compared with the revision that it should run.
 *
 * @param match how the two compare
 * @param before the reference as it stands there
 * @param after the reference in the same form, with the revision in it; as {@code before} unless the match is MOVES
 */
record TaskReference(
        @NonNull Match match,
        @NonNull String before,
        @NonNull String after) {

    enum Match {
        /** The same family, another revision. */
        MOVES,
        /** This revision. */
        SAME,
        /** The family without a revision: always its latest active one. */
        LATEST,
        /** Another family, another account, or no reference at all. */
        OTHER
    }

    /** @param revision the ARN of the revision that it should run */
    static TaskReference compare(@NonNull String reference, @NonNull String revision) {
        TaskDefinitionRef wanted = TaskDefinitionRef.parse(revision);
        TaskDefinitionRef present;
        try {
            present = TaskDefinitionRef.parse(reference);
        } catch (TaskDefinitionException unreadable) {
            return unchanged(Match.OTHER, reference);
        }
        boolean isArn = present.account() != null;
        if (!present.family().equals(wanted.family())
                || (isArn && !present.account().equals(wanted.account()))
                || (isArn && !present.region().equals(wanted.region()))) {
            return unchanged(Match.OTHER, reference);
        }
        if (present.revision() == null) {
            return unchanged(Match.LATEST, reference);
        }
        if (present.revision().equals(wanted.revision())) {
            return unchanged(Match.SAME, reference);
        }
        return new TaskReference(Match.MOVES, reference, isArn ? revision : Arns.brief(revision));
    }

    private static TaskReference unchanged(Match match, String reference) {
        return new TaskReference(match, reference, reference);
    }
}
