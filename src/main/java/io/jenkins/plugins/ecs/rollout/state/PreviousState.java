package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What was there before this deployment changed anything. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class PreviousState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public String taskDefinition;
    public String deploymentId;

    /** By container. */
    public LinkedHashMap<String, String> images = new LinkedHashMap<>();

    /** All of {@code deployments[]}. */
    public ArrayList<String> deployments = new ArrayList<>();

    public ArrayList<String> serviceDeployments = new ArrayList<>();

    /** AWS's clock: when the newest of them began. */
    public long newestAt;

    public String serviceDeployment;

    /** The previous deployment was complete, and its tasks ran when ours began. */
    public boolean wasGood;

    PreviousState copy() {
        try {
            PreviousState copy = (PreviousState) super.clone();
            copy.images = new LinkedHashMap<>(images);
            copy.deployments = new ArrayList<>(deployments);
            copy.serviceDeployments = new ArrayList<>(serviceDeployments);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
