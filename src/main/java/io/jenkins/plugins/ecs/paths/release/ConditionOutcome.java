package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;

/** One condition, as it was judged last. Immutable, and stored with the build. */
public final class ConditionOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String condition;
    private final Condition.Standing standing;
    private final String text;
    private final long metAt;

    ConditionOutcome(Condition from) {
        condition = from.kind().word();
        standing = from.standing();
        text = PlainText.line(from.text());
        metAt = from.metAt();
    }

    @NonNull
    public String condition() {
        return condition;
    }

    @NonNull
    public Condition.Standing standing() {
        return standing;
    }

    @NonNull
    public String text() {
        return text;
    }

    /** When it would be met, epoch milliseconds; 0 if it is met, or if that is unknown. */
    public long metAt() {
        return metAt;
    }
}
