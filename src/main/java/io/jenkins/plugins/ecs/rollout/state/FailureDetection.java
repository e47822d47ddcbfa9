package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.LinkedHashMap;

/** Early failure detection. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class FailureDetection implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Failures that ECS had counted when the stopped tasks were last read. */
    public int failuresLookedAt;

    /** Polls in a row without reading the stopped tasks. */
    public int looksWithoutTasks;

    /** Reads of the stopped tasks while following. */
    public int looksAtTasks;

    /** The cause for which it was given up: id, title, permanence, advice, docUrl, evidence; empty until then. */
    public LinkedHashMap<String, String> givenUpFor = new LinkedHashMap<>();

    FailureDetection copy() {
        try {
            FailureDetection copy = (FailureDetection) super.clone();
            copy.givenUpFor = new LinkedHashMap<>(givenUpFor);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
