package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What goes into the failure report. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class FailureEvidence implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Targets that were not healthy while they existed: id, state, reason, description. */
    public ArrayList<LinkedHashMap<String, String>> targets = new ArrayList<>();

    /** By layer: the IAM action that is missing. */
    public LinkedHashMap<String, String> layersMissing = new LinkedHashMap<>();

    /** Polls in a row without reading the targets. */
    public int looksWithoutTargets;

    FailureEvidence copy() {
        try {
            FailureEvidence copy = (FailureEvidence) super.clone();
            copy.targets = new ArrayList<>(targets);
            copy.layersMissing = new LinkedHashMap<>(layersMissing);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
