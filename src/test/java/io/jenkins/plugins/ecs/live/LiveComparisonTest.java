package io.jenkins.plugins.ecs.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What counts as a foreign deployment, and as drift. */
public class LiveComparisonTest {

    private static final String ACCOUNT = "123456789012";
    private static final long LATER = Records.at(1_000);
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String TWO = "sha256:" + "2".repeat(64);

    private static LiveService live(String revision) {
        return live(revision, "ACTIVE", ACCOUNT, Map.of(), Records.at(11));
    }

    private static LiveService live(
            String revision, String status, String account, Map<String, String> digests, long deployedAt) {
        return new LiveService(
                "arn:aws:ecs:eu-central-1:" + account + ":service/prod/api",
                status,
                revision,
                Map.of(),
                digests,
                "COMPLETED",
                "",
                2,
                2,
                0,
                deployedAt);
    }

    private static List<LiveFinding> findings(LiveService live, DeploymentRecord... records) {
        return LiveComparison.of(LiveAnswer.of(LATER, live), ACCOUNT, List.of(records), List.of(records));
    }

    private static DeploymentRecord good(int build, long minute) {
        return Records.of(build, minute, Verdict.SUCCESS);
    }

    private static DeploymentRecord pinned(String digest) {
        DeploymentRecord r = good(1, 10);
        return new DeploymentRecord(
                r.id(),
                r.service(),
                r.build(),
                r.state(),
                r.percent(),
                r.verdict(),
                r.touched(),
                r.version(),
                r.taskDefinition(),
                r.before(),
                r.rolledBackTo(),
                r.images(),
                Map.of("app", digest),
                r.cause(),
                r.startedAt(),
                r.finishedAt(),
                r.target(),
                r.targetLabel(),
                r.look(),
                r.rollback());
    }

    @Test
    public void whatWasDeployedLastIsNoFinding() {
        assertThat(findings(live("api:1"), good(1, 10)), is(empty()));
    }

    @Test
    public void anotherRevisionIsForeign() {
        assertThat(findings(live("api:7"), good(1, 10)), contains(LiveFinding.FOREIGN_REVISION));
        assertThat(
                "one of before, set from elsewhere",
                findings(live("api:1"), good(1, 10), good(2, 20)),
                contains(LiveFinding.FOREIGN_REVISION));
    }

    @Test
    public void aDeploymentInProgressIsComparedWithNothing() {
        assertThat(findings(live("api:7"), good(1, 10), Records.of(2, 20, null)), is(empty()));
    }

    @Test
    public void anAnswerFromBeforeTheEndOfTheDeploymentIsComparedWithNothing() {
        DeploymentRecord record = good(2, 20);
        LiveAnswer early = LiveAnswer.of(record.finishedAt() - 1, live("api:1"));
        LiveAnswer late = LiveAnswer.of(record.finishedAt(), live("api:1"));
        assertThat(LiveComparison.of(early, ACCOUNT, List.of(record), List.of(record)), is(empty()));
        assertThat(
                LiveComparison.of(late, ACCOUNT, List.of(record), List.of(record)),
                contains(LiveFinding.FOREIGN_REVISION));
    }

    @Test
    public void afterARollbackThePreviousRevisionIsExpectedAndNoThirdOne() {
        DeploymentRecord back = Records.rolledBack(2, 20, "api:1");
        assertThat(findings(live("api:1"), good(1, 10), back), is(empty()));
        assertThat(findings(live("api:2"), good(1, 10), back), is(empty()));
        assertThat(findings(live("api:3"), good(1, 10), back), contains(LiveFinding.FOREIGN_REVISION));
    }

    @Test
    public void whatOnlyRefusedSaysNothing() {
        assertThat(findings(live("api:7"), Records.refused(1, 10, "api:3")), is(empty()));
        assertThat(findings(live("api:1"), good(1, 10), Records.refused(2, 20, "api:1")), is(empty()));
    }

    @Test
    public void theRevisionOfABuildThatWasKilledIsNotForeign() {
        DeploymentRecord killed =
                Records.record(Records.API, "shop/api", 2, 20, Verdict.UNKNOWN, false, "api:2", "api:1", "");
        assertThat(findings(live("api:2"), good(1, 10), killed), is(empty()));
        assertThat(findings(live("api:3"), good(1, 10), killed), contains(LiveFinding.FOREIGN_REVISION));
    }

    @Test
    public void aLaterDeploymentOfTheSameRevisionIsForeign() {
        DeploymentRecord record = good(1, 10);
        LiveService soon = live("api:1", "ACTIVE", ACCOUNT, Map.of(), record.finishedAt() + 119_000);
        LiveService later = live("api:1", "ACTIVE", ACCOUNT, Map.of(), record.finishedAt() + 121_000);
        assertThat("the clocks differ", findings(soon, record), is(empty()));
        assertThat(findings(later, record), contains(LiveFinding.FOREIGN_DEPLOYMENT));
        LiveService unknown = live("api:1", "ACTIVE", ACCOUNT, Map.of(), 0);
        assertThat("by CodeDeploy", findings(unknown, record), is(empty()));
    }

    @Test
    public void otherDigestsOfTheSameContainerAreDrift() {
        LiveService two = live("api:1", "ACTIVE", ACCOUNT, Map.of("app", TWO), Records.at(11));
        LiveService sidecar = live("api:1", "ACTIVE", ACCOUNT, Map.of("proxy", TWO), Records.at(11));
        assertThat(findings(two, pinned(ONE)), contains(LiveFinding.OTHER_DIGESTS));
        assertThat(findings(two, pinned(TWO)), is(empty()));
        assertThat("unknown on one side", findings(sidecar, pinned(ONE)), is(empty()));
    }

    @Test
    public void aServiceThatIsMissingOrDeletedIsOne() {
        assertThat(findings(null, good(1, 10)), contains(LiveFinding.MISSING));
        for (String status : new String[] {"DRAINING", "INACTIVE"}) {
            assertThat(
                    findings(live("api:1", status, ACCOUNT, Map.of(), 0), good(1, 10)), contains(LiveFinding.DELETED));
        }
    }

    @Test
    public void aServiceOfAnotherAccountIsComparedNoFurther() {
        assertThat(
                findings(live("api:7", "ACTIVE", "210987654321", Map.of(), 0), good(1, 10)),
                contains(LiveFinding.OTHER_ACCOUNT));
    }

    @Test
    public void whatCouldNotBeReadIsNoFinding() {
        List<DeploymentRecord> records = List.of(good(1, 10));
        LiveAnswer refused = LiveAnswer.refused(LATER, "not allowed to read", "");
        assertThat(LiveComparison.of(refused, ACCOUNT, records, records), is(empty()));
        assertThat(LiveComparison.of(LiveAnswer.NONE, ACCOUNT, records, records), is(empty()));
    }

    @Test
    public void aDeploymentOfAJobThatTheUserMayNotSeeIsNotForeign() {
        List<DeploymentRecord> shown = List.of(good(1, 10));
        List<DeploymentRecord> all = List.of(good(1, 10), Records.of(Records.API, "secret", 2, 20, Verdict.SUCCESS));
        assertThat(
                LiveComparison.of(LiveAnswer.of(LATER, live("api:2")), ACCOUNT, shown, all),
                contains(LiveFinding.OTHER_JOB));
        assertThat(
                LiveComparison.of(LiveAnswer.of(LATER, live("api:1")), ACCOUNT, shown, all),
                contains(LiveFinding.FOREIGN_REVISION));
    }
}
