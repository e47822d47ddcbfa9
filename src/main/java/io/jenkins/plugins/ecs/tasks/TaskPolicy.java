package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;

/** The rules of administrators, evaluated before tasks are started. */
@FunctionalInterface
public interface TaskPolicy {

    /** No rules. */
    TaskPolicy NONE = change -> Judgement.ALLOWED;

    @NonNull
    Judgement judge(@NonNull Change change);
}
