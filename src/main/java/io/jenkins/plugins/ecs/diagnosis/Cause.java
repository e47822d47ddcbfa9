package io.jenkins.plugins.ecs.diagnosis;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * The meaning of a text of AWS. Not persisted: a {@link FailureReport} is stored with the build.
 *
 * @param id stable, in kebab case; scripts may depend on it
 * @param title the meaning in a few words, without the names in the evidence
 * @param advice the remedy in one line, with the field, IAM action or console page; may be empty
 * @param docUrl URL of AWS documentation; may be empty
 * @param evidence the original text of AWS
 */
public record Cause(String id, String title, Permanence permanence, String advice, String docUrl, String evidence) {

    /** The id of a text that is not in the catalogue. */
    public static final String UNKNOWN = "unknown";

    /** A text that is not in the catalogue, shown unchanged. It counts as a failure, but not as a permanent one. */
    @NonNull
    static Cause unknown(@NonNull String evidence) {
        return new Cause(
                UNKNOWN,
                "stopped for an unknown reason",
                Permanence.BUDGETED,
                "see the stopped task in the Amazon ECS console: cluster > service > Tasks, filter 'Stopped'",
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
