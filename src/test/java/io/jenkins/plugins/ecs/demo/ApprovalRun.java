package io.jenkins.plugins.ecs.demo;

import io.jenkins.plugins.ecs.paths.approval.ApprovalOutcome;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.steps.ApproveRequest;
import io.jenkins.plugins.ecs.steps.EcsApproveStep;
import java.util.List;
import java.util.Set;

/** Asks as {@code ecsApprove} does in Jenkins; two release managers approve, the first after an hour. */
final class ApprovalRun {

    private static final List<String> APPROVERS = List.of("amy", "bob");
    private static final long HOUR = 3_600_000;

    private ApprovalRun() {}

    /** @throws IllegalArgumentException when the step's parameters are wrong */
    static ApprovalOutcome run(EcsApproveStep step, JenkinsfileRun build, long now) {
        Participants started = new Participants(Set.of("jane"), true, Set.of(), false, Participants.Names.EXACT);
        ApprovalState state = ApproveRequest.of(step, "approval", now).judged(started, now);
        build.log("[ecsApprove] " + state.summary());
        long at = now;
        for (String user : APPROVERS) {
            at += HOUR;
            Answer answer = new Answer(user, "", List.of("release-managers"), true, false, "", at);
            build.log("[ecsApprove] " + ApprovalState.line(answer));
            state = state.answered(answer, started).orElse(state).judged(started, at);
            if (state.hasEnded()) {
                break;
            }
        }
        build.log("[ecsApprove] " + state.summary());
        return ApprovalOutcome.of(state);
    }
}
