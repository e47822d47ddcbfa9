package io.jenkins.plugins.ecs.operations.request;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;

/** What is to become of a service. */
public sealed interface Goal extends Serializable {

    /**
     * Another count, another range of its scaling, or both.
     *
     * @param count the desired count; null for the present one
     * @param min the minimum of the scaling; null for the present one
     * @param max the maximum of the scaling; null for the present one
     */
    record Scale(
            @Nullable Integer count,
            @Nullable Integer min,
            @Nullable Integer max) implements Goal {

        private static final long serialVersionUID = 1L;

        public boolean changesRange() {
            return min != null || max != null;
        }
    }

    /**
     * It no longer exists.
     *
     * @param drain whether its tasks are stopped before it is deleted
     * @param deregister whether the revisions of its family are deregistered
     * @param scaling whether its scaling is removed before its tasks are stopped
     * @param schedules whether scheduled tasks of its family are removed
     */
    record Delete(boolean drain, boolean deregister, boolean scaling, boolean schedules) implements Goal {

        private static final long serialVersionUID = 1L;
    }
}
