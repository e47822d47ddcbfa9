package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * What a {@link DeployRequest} is for. Whether a deployment brings a revision, another count or settings is found out in
 * planning, from what the service has.
 */
public sealed interface Goal extends Serializable {

    /** The service gets what the request has: a revision, a count, settings, or the same tasks anew. */
    record Deploy() implements Goal {
        private static final long serialVersionUID = 1L;
    }

    /** Nothing is changed: what would be done is worked out and reported. */
    record Plan() implements Goal {
        private static final long serialVersionUID = 1L;
    }

    /** A revision is registered, and the service left as it is. */
    record Register() implements Goal {
        private static final long serialVersionUID = 1L;
    }

    /** Back from what is in progress, to the last revision that is known to be good, or to the one that is named. */
    record RollBack() implements Goal {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Back from what this step itself has deployed: if the service is set to another revision, it is left alone.
     *
     * @param from ARN of the revision that was deployed
     */
    record Undo(@NonNull String from) implements Goal {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A deployment that is in progress is followed to its end.
     *
     * @param serviceDeployment ARN of the service deployment that someone else started
     */
    record Follow(@NonNull String serviceDeployment) implements Goal {
        private static final long serialVersionUID = 1L;
    }
}
