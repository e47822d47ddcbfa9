package io.jenkins.plugins.ecs.rollout.observe;

import io.jenkins.plugins.ecs.rollout.state.RolloutState;

/** Reads of CodeDeploy. They cannot be batched with those of other builds. */
public enum CodeDeployRead implements Read {
    /** The deployment group of the service, and the AppSpec of its last successful deployment. */
    GROUP {
        @Override
        void from(CodeDeployReader reader, Observation seen, RolloutState state) {
            reader.group(state, seen);
        }
    },
    /** After a lost answer: the newer deployments of the group. */
    NEWER_DEPLOYMENTS {
        @Override
        void from(CodeDeployReader reader, Observation seen, RolloutState state) {
            reader.newerDeployments(state, seen);
        }
    },
    /** Our deployment, its task sets, and the deployment that rolls it back. */
    OWN_DEPLOYMENT {
        @Override
        void from(CodeDeployReader reader, Observation seen, RolloutState state) {
            reader.ownDeployment(state, seen);
        }
    };

    @Override
    public Kind kind() {
        return Kind.CODE_DEPLOY;
    }

    @Override
    public void into(Observation seen, RolloutState state, ReadSources from) {
        if (from.others() != null) {
            from(new CodeDeployReader(from.others().codeDeploy(), from.limits()), seen, state);
        }
    }

    abstract void from(CodeDeployReader reader, Observation seen, RolloutState state);
}
