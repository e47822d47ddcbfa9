package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;

/** The deregistration of old revisions. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class CleanupState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** ARNs, in this order. */
    public ArrayList<String> toDeregister = new ArrayList<>();

    public ArrayList<String> deregistered = new ArrayList<>();

    /** When the uses of revisions were last read; 0 if they must be read again. */
    public long usesSeenAt;

    CleanupState copy() {
        try {
            CleanupState copy = (CleanupState) super.clone();
            copy.toDeregister = new ArrayList<>(toDeregister);
            copy.deregistered = new ArrayList<>(deregistered);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
