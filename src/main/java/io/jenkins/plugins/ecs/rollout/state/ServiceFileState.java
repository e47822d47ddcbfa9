package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/** What a deployment with a service definition does beside its update. Persisted as a part of {@link RolloutState}. */
@SuppressFBWarnings(
        value = "PA_PUBLIC_PRIMITIVE_ATTRIBUTE",
        justification = "the phases of a decision write into a copy of the state that nobody else sees")
public final class ServiceFileState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** The service does not exist, or no longer: it is created. */
    public boolean creates;

    /** The same in each repetition of {@code CreateService}; null unless the service is created. */
    public String token;

    /** ECS has created it. */
    public boolean created;

    /** Since when ECS refuses to create it for a reason that may pass; 0 if it does not. */
    public long refusedSince;

    /** Tags that are set after the update, and keys of those that are removed. */
    public LinkedHashMap<String, String> tagsToSet = new LinkedHashMap<>();

    public ArrayList<String> tagsToRemove = new ArrayList<>();

    /** The phase after the tags. */
    public Phase next;

    /** With CodeDeploy: the call that is pending is {@code UpdateService}, which may be repeated. */
    public boolean changing;

    /** With CodeDeploy: {@code UpdateService} has been answered, or is not needed. */
    public boolean changed;

    /** The update sets the desired count of the file. */
    public boolean countChanged;

    /** The update starts a deployment although the task definition stays. */
    public boolean deploys;

    /** Whether tags of the service are left to change. */
    public boolean changesTags() {
        return !tagsToSet.isEmpty() || !tagsToRemove.isEmpty();
    }

    ServiceFileState copy() {
        try {
            ServiceFileState copy = (ServiceFileState) super.clone();
            copy.tagsToSet = new LinkedHashMap<>(tagsToSet);
            copy.tagsToRemove = new ArrayList<>(tagsToRemove);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
