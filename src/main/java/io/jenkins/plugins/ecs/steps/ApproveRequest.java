package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.approval.ApprovedThing;
import io.jenkins.plugins.ecs.paths.definition.ApprovalChecks;
import io.jenkins.plugins.ecs.paths.definition.PathDraft;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code ecsApprove} asks for: checks of its parameters, and the state that it starts with. */
public final class ApproveRequest {

    private ApproveRequest() {}

    /** @throws IllegalArgumentException with everything that is wrong */
    @NonNull
    public static ApprovalState of(@NonNull EcsApproveStep step, @NonNull String id, long now) {
        List<String> problems = new ArrayList<>();
        if (step.getMessage() == null) {
            problems.add(StepMessages.NO_MESSAGE);
        }
        checkImage(step.getImage()).ifPresent(problems::add);
        if (step.getService() != null) {
            RequestChecks.service(step.getService()).ifPresent(problems::add);
            if (step.getService().startsWith("arn:")) {
                // A deployment has the name of its service: it would count for none.
                problems.add(StepMessages.serviceArnApproved(step.getService()));
            }
        }
        ApprovalChecks.Checked checked = ApprovalChecks.check(new PathDraft.Approval(
                names(step.getUsers()),
                names(step.getGroups()),
                step.getCount(),
                step.isStarterMayApprove(),
                step.isNotAuthors(),
                step.getTimeout(),
                step.isAnswersByToken()));
        problems.addAll(checked.problems());
        if (!problems.isEmpty() || checked.rule() == null) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return ApprovalState.ask(
                id,
                String.valueOf(step.getMessage()),
                checked.rule(),
                new ApprovedThing(text(step.getImage()), text(step.getTarget()), text(step.getService())),
                now);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static List<String> names(String written) {
        return written == null ? null : RequestChecks.list(written);
    }

    /** A tag can be moved after the approval, so a digest is needed. */
    @NonNull
    static Optional<String> checkImage(@CheckForNull String image) {
        return image == null ? Optional.empty() : ReleaseRequest.checkImage(image);
    }
}
