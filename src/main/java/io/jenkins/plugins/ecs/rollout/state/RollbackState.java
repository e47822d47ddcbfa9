package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.LinkedHashMap;

/** A rollback by a new deployment. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class RollbackState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** By container: the image by its digest, if its tag has moved since. */
    public LinkedHashMap<String, String> pins = new LinkedHashMap<>();

    /** By container: what ran when the revision was good; those that are known. */
    public LinkedHashMap<String, String> goodDigests = new LinkedHashMap<>();

    /** Policy rules may treat it as a rollback; see {@link io.jenkins.plugins.ecs.rollout.decide.plan.ProvenRollback}. */
    public boolean provenRollback;

    /** Why it is evaluated as a deployment; empty if it is not. */
    public String rollbackDoubt = "";

    /** By container: the image by its digest, with which it would be a verified rollback. */
    public LinkedHashMap<String, String> unseenPins = new LinkedHashMap<>();

    /** Who rolled the service back before this rollback came; empty if nobody did. */
    public String backAlready = "";

    RollbackState copy() {
        try {
            RollbackState copy = (RollbackState) super.clone();
            copy.pins = new LinkedHashMap<>(pins);
            copy.goodDigests = new LinkedHashMap<>(goodDigests);
            copy.unseenPins = new LinkedHashMap<>(unseenPins);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
