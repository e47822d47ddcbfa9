package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.ReleaseJournal;
import io.jenkins.plugins.ecs.paths.release.ReleaseProgress;
import io.jenkins.plugins.ecs.paths.release.ReleaseRecords;
import io.jenkins.plugins.ecs.paths.release.ReleaseState;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.util.Map;

/** The journal of one round of a release: it saves and logs only while that round is the current one. */
final class ReleaseRoundJournal implements ReleaseJournal {

    private final ReleaseExecution release;
    private final int turn;

    ReleaseRoundJournal(ReleaseExecution release, int turn) {
        this.release = release;
        this.turn = turn;
    }

    @Override
    public void save(@NonNull ReleaseState before, @NonNull ReleaseState now) {
        release.take(turn, now);
        ReleaseRecords.plansShown(before, now).forEach(release::notePlan);
        boolean moved = ReleaseProgress.differs(before, now);
        Map<String, VerifyState> seen = ReleaseRecords.verifications(before);
        ReleaseRecords.verifications(now).forEach((id, verification) -> {
            if (verification.isNews(seen.get(id))) {
                release.show(id, verification);
            }
        });
        boolean keeps = moved;
        Map<String, RolloutState> old = ReleaseRecords.rollouts(before);
        for (Map.Entry<String, RolloutState> each :
                LockingStepExecution.changed(old, ReleaseRecords.rollouts(now)).entrySet()) {
            String id = each.getKey();
            boolean kept = release.saveRollout(release.recorder(id), old.get(id), each.getValue());
            keeps = keeps && !kept;
        }
        if (moved) {
            release.show(now);
            if (now.current().asksForApproval() && !before.current().asksForApproval()) {
                release.sayWhereToAnswer(now.current().request());
            }
        }
        if (keeps) {
            release.getContext().saveState();
        }
    }

    @Override
    public void acting() {
        release.beginAct(turn);
    }

    @Override
    public void acted() {
        release.endAct(turn);
    }

    @Override
    public void say(String environment, @NonNull String line) {
        release.recorder(environment, release.recordId()).say(line);
    }
}
