package io.jenkins.plugins.ecs.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** One row of the catalogue: a cause, and the phrases by which it is known. */
final class CauseRule {

    private final Cause cause;
    private final List<TextPattern> phrases;

    private CauseRule(Cause cause, String... phrases) {
        this.cause = cause;
        this.phrases = Stream.of(phrases).map(TextPattern::of).toList();
    }

    static Draft cause(String id, Permanence permanence, String title) {
        return new Draft(new Cause(id, title, permanence, "", "", ""));
    }

    Cause cause() {
        return cause;
    }

    /** @param folded a text after {@link TextPattern#fold} */
    boolean fits(String folded) {
        return phrases.stream().anyMatch(phrase -> phrase.isIn(folded));
    }

    /** A row that is being written. */
    record Draft(Cause cause) {

        /** One line on what to do. */
        Draft advice(String line) {
            return new Draft(
                    new Cause(cause.id(), cause.title(), cause.permanence(), line, cause.docUrl(), cause.evidence()));
        }

        Draft doc(String url) {
            return new Draft(
                    new Cause(cause.id(), cause.title(), cause.permanence(), cause.advice(), url, cause.evidence()));
        }

        /** Any of these phrases, in AWS's words; see {@link TextPattern}. */
        CauseRule when(String... phrases) {
            return new CauseRule(cause, phrases);
        }
    }
}
