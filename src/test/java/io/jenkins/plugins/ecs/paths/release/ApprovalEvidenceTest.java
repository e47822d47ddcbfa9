package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.build.ApprovalEvidence;
import java.util.List;
import org.junit.Test;

/** What a user sees beside the buttons before approving a release. */
public class ApprovalEvidenceTest extends ReleaseTestCase {

    private List<String> evidence(List<DeploymentRecord> records, List<String> commits) {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .approval(TestApprovals.any(1))
                .build());
        SandboxRelease release = release();
        release.runUntil(state -> in(state, "production").asksForApproval());
        ReleaseOutcome outcome = ReleaseOutcome.of(release.state());
        return ApprovalEvidence.of(outcome, outcome.environments().get(1), records, commits).stream()
                .map(line -> line.getLabel() + ": " + line.getValue())
                .toList();
    }

    @Test
    public void whatIsNotKnownIsSaid() {
        assertThat(
                evidence(List.of(), List.of()),
                contains(
                        startsWith("Verification in staging: "),
                        startsWith("Runs now: not known to this Jenkins"),
                        startsWith("Digest: " + DIGEST)));
    }

    @Test
    public void aFailedDeploymentIsNotWhatRuns() {
        DeploymentRecord good = Records.of(7, 10, Verdict.SUCCESS);
        DeploymentRecord failed = Records.of(8, 20, Verdict.ROLLED_BACK);

        List<String> lines = evidence(List.of(good, failed), List.of("1234567 Fix the cart", "and 3 more"));

        assertThat(lines, hasItem(startsWith("Runs now: " + good.version())));
        assertThat(lines, hasItem("Commits: 1234567 Fix the cart; and 3 more"));
        assertThat(lines.toString(), containsString("#7"));
    }
}
