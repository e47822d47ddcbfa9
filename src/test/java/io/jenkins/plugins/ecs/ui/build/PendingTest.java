package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.paths.release.PlannedRelease;
import io.jenkins.plugins.ecs.paths.release.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.LogTail;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What pages can ask of running deployments ends with Jenkins: nothing keeps the builds of one that has gone down. */
public class PendingTest {

    private static PendingReleases.Handler runs(ReleaseOutcome outcome) {
        return new PendingReleases.Handler() {
            @Override
            public Optional<RunningRelease> running() {
                return Optional.of(new RunningRelease(null, "r", outcome));
            }

            @Override
            public Optional<ApprovalRule> needed(String environment) {
                return Optional.empty();
            }

            @Override
            public boolean answer(String environment, Answer answer) {
                return false;
            }
        };
    }

    @Test
    public void aDryRunIsNoReleaseInProgress() {
        PlannedRelease release = new PlannedRelease().notYet(PlannedRelease.staging());
        try {
            PendingReleases.open("dry run", runs(release.running()));
            PendingReleases.open("release", runs(release.notDry()));

            assertThat(
                    PendingReleases.running().stream()
                            .map(each -> each.view().isDryRun())
                            .toList(),
                    is(List.of(false)));
        } finally {
            PendingReleases.forget();
        }
    }

    @Test
    public void nobodyAnswersForADeploymentAfterJenkinsHasGoneDown() {
        PendingApprovals.open("a", (hook, answer, by) -> true);
        PendingReleases.open("a", new PendingReleases.Handler() {
            @Override
            public Optional<ApprovalRule> needed(String environment) {
                return Optional.empty();
            }

            @Override
            public boolean answer(String environment, Answer answer) {
                return true;
            }
        });
        LogTails.open(List.of("a"), id -> LogTail.NONE);

        PendingApprovals.forget();
        PendingReleases.forget();
        LogTails.forget();

        assertThat(PendingApprovals.find("a").isPresent(), is(false));
        assertThat(PendingReleases.find("a").isPresent(), is(false));
        assertThat(PendingReleases.running().isEmpty(), is(true));
        assertThat(LogTails.isOpen("a"), is(false));
    }
}
