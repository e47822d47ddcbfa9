package io.jenkins.plugins.ecs.rollout.state;

import java.io.Serializable;

/** A deployment by CodeDeploy. Persisted as a part of {@link RolloutState}. */
public final class CodeDeployState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    public String application;
    public String group;

    /** Short names, by which CodeDeploy knows the service. */
    public String cluster;

    public String service;

    /** Of the last successful deployment: a list as JSON; may be empty. */
    public String hooks = "";

    /** {@code d-…} */
    public String deployment;

    /** The deployment that rolls ours back. */
    public String rollbackDeployment;

    CodeDeployState copy() {
        try {
            CodeDeployState copy = (CodeDeployState) super.clone();
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
