package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * What a text of AWS means. A value for the moment: what is kept with a build is a {@link FailureReport}.
 *
 * @param id stable, in kebab case; programs may depend on it
 * @param title the same in a few words, without the names that are in the evidence
 * @param advice one line on what to do, naming the field, the IAM action or the place in the console; may be empty
 * @param docUrl a page of AWS's documentation; may be empty
 * @param evidence AWS's own words, as they were
 */
public record Cause(String id, String title, Permanence permanence, String advice, String docUrl, String evidence) {

    /** The id of what the catalogue does not know. */
    public static final String UNKNOWN = "unknown";

    /** A text that the catalogue does not know is shown as it is. It counts as a failure, but not as a lasting one. */
    @NonNull
    static Cause unknown(@NonNull String evidence) {
        return new Cause(
                UNKNOWN,
                "stopped for a reason that is not in the catalogue",
                Permanence.BUDGETED,
                "read the stopped task in the Amazon ECS console: cluster > service > Tasks, filter 'Stopped'",
                Docs.STOPPED_TASKS,
                evidence);
    }

    @NonNull
    Cause withEvidence(@NonNull String words) {
        return new Cause(id, title, permanence, advice, docUrl, words);
    }

    public boolean is(@NonNull Permanence kind) {
        return permanence == kind;
    }
}
