package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.policy.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** All that counts as evidence in a build. */
public final class BuildEvidence {

    private BuildEvidence() {}

    @NonNull
    public static Evidence of(@NonNull Run<?, ?> run) {
        Predicate<String> isStarter = BuildParticipants.starters(run);
        List<Evidence.Approval> approvals = new ArrayList<>();
        for (EvidenceSource.Given given : EvidenceSource.all(run)) {
            User user = User.getById(given.by(), false);
            approvals.add(new Evidence.Approval(
                    given.id(),
                    given.by(),
                    user == null ? List.of() : user.getAuthorities(),
                    isStarter.test(given.by()),
                    given.at(),
                    EvidenceAction.usedFor(run, given.id())));
        }
        approvals.addAll(EvidenceAction.approvals(run, isStarter));
        return new Evidence(approvals, EvidenceAction.verified(run), EvidenceAction.plans(run));
    }
}
