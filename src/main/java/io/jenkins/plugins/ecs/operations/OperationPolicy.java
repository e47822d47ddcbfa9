package io.jenkins.plugins.ecs.operations;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;

/** The rules of administrators, and what this Jenkins knows of other jobs that deploy the service. */
public interface OperationPolicy {

    /** No rules, and no other jobs. */
    OperationPolicy NONE = change -> Judgement.ALLOWED;

    @NonNull
    Judgement judge(@NonNull Change change);

    /** The newest deployment of the service by another job; null if none is known. */
    @CheckForNull
    default Change.OtherDeployment newestOfOthers(@NonNull OperationState state) {
        return null;
    }
}
