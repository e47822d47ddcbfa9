package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * How far the scaling of a service definition is applied. Every change may be repeated, so this is only what keeps it from
 * being sent again for nothing. Persisted as a part of {@link RolloutState}.
 */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class ScalingChangeState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** The change that was sent last, until a read shows it; empty if there is none. */
    public String sent = "";

    /** The same for users. */
    public String sentLine = "";

    /** When AWS accepted it; 0 if it did not, or if its answer is not known. */
    public long acceptedAt;

    /** How often AWS has accepted it. */
    public int attempts;

    /** What AWS does not accept, by the key of the change. */
    public ArrayList<String> givenUp = new ArrayList<>();

    /** For users: what was changed. */
    public ArrayList<String> changes = new ArrayList<>();

    /** For users: what was not changed, although the file says so. */
    public ArrayList<String> problems = new ArrayList<>();

    ScalingChangeState copy() {
        try {
            ScalingChangeState copy = (ScalingChangeState) super.clone();
            copy.givenUp = new ArrayList<>(givenUp);
            copy.changes = new ArrayList<>(changes);
            copy.problems = new ArrayList<>(problems);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
