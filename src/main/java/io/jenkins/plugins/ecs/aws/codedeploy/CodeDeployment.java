package io.jenkins.plugins.ecs.aws.codedeploy;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.util.List;
import java.util.Set;

/**
 * A deployment of CodeDeploy as {@code GetDeployment} shows it. All times are epoch milliseconds by AWS's clock, 0 where it
 * gives none.
 *
 * @param id {@code d-…}
 * @param status the raw text: {@code Created}, {@code Queued}, {@code InProgress}, {@code Baking}, {@code Ready}, {@code
 *     Succeeded}, {@code Failed}, {@code Stopped}, or another value of AWS
 * @param errorCode raw; empty if there was no error
 * @param rollbackId the deployment that rolls this one back; null if there is none (yet)
 * @param rollbackMessage may be empty
 * @param autoRollback events after which CodeDeploy rolls back by itself; empty if it does not
 * @param readyAction what happens at the end of the wait before traffic moves: {@code CONTINUE_DEPLOYMENT} or {@code
 *     STOP_DEPLOYMENT}
 * @param readyMinutes how long it waits
 * @param terminationMinutes how long the old tasks are kept after traffic moved
 * @param terminationWaits whether that time runs
 */
public record CodeDeployment(
        String id,
        String status,
        String application,
        String group,
        String description,
        long createdAt,
        long completedAt,
        String errorCode,
        String errorMessage,
        @Nullable String rollbackId,
        String rollbackMessage,
        List<String> autoRollback,
        String readyAction,
        int readyMinutes,
        int terminationMinutes,
        boolean terminationWaits) {

    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Stopped");

    /** Whether it has ended; an unknown state is not an end. */
    public boolean isOver() {
        return OVER.contains(status);
    }

    public boolean hasSucceeded() {
        return status.equals("Succeeded");
    }

    /** Whether it waits for a user to let traffic shift. */
    public boolean isReady() {
        return status.equals("Ready");
    }
}
