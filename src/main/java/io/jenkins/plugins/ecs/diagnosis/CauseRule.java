package io.jenkins.plugins.ecs.diagnosis;

import java.util.List;
import java.util.stream.Stream;

/** One row of the catalogue: a cause, and the phrases that identify it. */
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

    /** Builder of a row. */
    record Draft(Cause cause) {

        /** The remedy in one line. */
        Draft advice(String line) {
            return new Draft(
                    new Cause(cause.id(), cause.title(), cause.permanence(), line, cause.docUrl(), cause.evidence()));
        }

        Draft doc(String url) {
            return new Draft(
                    new Cause(cause.id(), cause.title(), cause.permanence(), cause.advice(), url, cause.evidence()));
        }

        /** Any of these phrases of AWS; see {@link TextPattern}. */
        CauseRule when(String... phrases) {
            return new CauseRule(cause, phrases);
        }
    }
}
