package io.jenkins.plugins.ecs.ui.build;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** Which deployment a list of commits begins with, and what is listed without a common history. */
public class DeployedCommitsTest {

    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);

    /** Deploys revision 2 in place of revision 1. */
    private static final Outcome NOW =
            Outcomes.of("prod", "api").underWay().verdict(Verdict.SUCCESS, "").outcome();

    private static DeploymentRecord record(Outcomes outcomes) {
        return DeploymentRecord.of("id", new BuildFacts("shop", 7, "jane", A, 0), outcomes.outcome());
    }

    private static Outcomes before(long minutes) {
        return Outcomes.at(Outcomes.T0 - minutes * 60_000, "prod", "api").underWay();
    }

    @Test
    public void onlyASuccessfulDeploymentOfTheRevisionThatRanBeforeCounts() {
        Outcome next = Outcomes.of("prod", "api").outcome();
        DeploymentRecord deployed = record(before(10).verdict(Verdict.SUCCESS, ""));

        assertThat("it deployed revision 2", DeployedCommits.isOf(deployed, NOW), is(false));
        assertThat("revision 1 ran before", DeployedCommits.isOf(deployed, next), is(false));
        Outcome afterTwo =
                Outcomes.of("prod", "api").ranBefore(deployed.taskDefinition()).outcome();
        assertThat(DeployedCommits.isOf(deployed, afterTwo), is(true));
        assertThat(
                "it failed",
                DeployedCommits.isOf(record(before(10).verdict(Verdict.ROLLED_BACK, "")), afterTwo),
                is(false));
        assertThat(
                "it was only planned",
                DeployedCommits.isOf(record(before(10).verdict(Verdict.PLANNED, "")), afterTwo),
                is(false));
        assertThat(
                "it came later",
                DeployedCommits.isOf(record(before(-10).verdict(Verdict.SUCCESS, "")), afterTwo),
                is(false));
    }

    @Test
    public void twoCommitsOfOtherJobsAreCompared() {
        assertThat(
                DeployedCommits.compare(A, B),
                is(List.of("from " + A + " to " + B
                        + ", another job deployed the first one; compare them with: git log " + A + ".." + B)));
        assertThat(DeployedCommits.compare(A, A), is(List.of("the same commit: " + A)));
    }

    /** {@code GIT_COMMIT} is a variable that a Jenkinsfile can set. */
    @Test
    public void whatIsNoCommitIsNotPutIntoACommand() {
        for (String bad : List.of("", "main", "a..b", "$(id)", "-x", A + ";id", "abc", "g".repeat(40), A + A)) {
            assertThat(bad, DeployedCommits.compare(bad, B), is(empty()));
            assertThat(bad, DeployedCommits.compare(B, bad), is(empty()));
        }
    }

    @Test
    public void theCommitsAreTheEndOfACheck() {
        CheckRunView check = CheckRunView.of(new DeploymentView("id", NOW, null, Outcomes.T0));

        assertThat(check.withCommits(List.of()).text(), is(check.text()));
        String text = check.withCommits(List.of("abc1234 @everyone ``` [x](y) (jane)"))
                .text();
        assertThat(text, startsWith(check.text()));
        assertThat(
                text,
                endsWith(
                        "\n### Commits since what ran before\n\n````text\nabc1234 @everyone ``` [x](y) (jane)\n````\n"));
        assertThat(CheckRunViewTest.outsideOfCode(text), not(containsString("@everyone")));
    }

    @Test
    public void theLongestPlanAndTheLongestCommitsFitTogether() {
        List<String> long1 = Collections.nCopies(500, "\uD83D\uDE00".repeat(900));
        Outcomes outcomes = Outcomes.of("prod", "api").underWay();
        long1.forEach(outcomes::change);
        outcomes.verdict(Verdict.STOPPED, "\uD83D\uDE00".repeat(5_000));
        CheckRunView check =
                CheckRunView.of(new DeploymentView("id", outcomes.outcome(), outcomes.details(), Outcomes.T0));

        assertThat(
                check.withCommits(long1).text().getBytes(StandardCharsets.UTF_8).length, is(lessThanOrEqualTo(65_535)));
    }
}
