package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.API;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What builds recorded of revisions that ran well. */
public class GoodRevisionsTest {

    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:";

    private static DeploymentRecord record(int revision, long minute, Verdict verdict, int rolledBackTo) {
        return Records.record(
                API,
                "shop/api",
                revision,
                minute,
                verdict,
                true,
                FAMILY + revision,
                FAMILY + (revision - 1),
                rolledBackTo == 0 ? "" : FAMILY + rolledBackTo);
    }

    /** A build of {@code ecsRollback} that brought a revision back. */
    private static DeploymentRecord back(int revision, long minute) {
        DeploymentRecord r = record(revision, minute, Verdict.SUCCESS, 0);
        return RecordJson.record(RecordFile.object(RecordJson.line(r).replaceFirst("\\{", "{\"rollback\":true,"))
                        .orElseThrow())
                .orElseThrow();
    }

    private static GoodRevisions of(DeploymentRecord... records) {
        return new GoodRevisions(service -> service.equals(API) ? List.of(records) : List.of());
    }

    private static List<String> revisions(GoodRevisions good, String cluster) {
        return good.revisions("eu-central-1", cluster, "api").stream()
                .map(KnownGood.Revision::taskDefinition)
                .toList();
    }

    private static Optional<String> broughtBack(GoodRevisions good, int live) {
        return good.broughtBackBy("eu-central-1", "prod", "api", FAMILY + live);
    }

    @Test
    public void noDeploymentButAGreenOneMakesARevisionGood() {
        for (Verdict verdict : Verdict.values()) {
            boolean good = verdict == Verdict.SUCCESS || verdict == Verdict.NO_CHANGE;

            assertThat(
                    verdict.name(),
                    revisions(of(record(7, 0, verdict, 0)), "prod").size(),
                    is(good ? 1 : 0));
        }
    }

    @Test
    public void theSameServiceInAnotherClusterIsAnotherOne() {
        assertThat(revisions(of(record(7, 0, Verdict.SUCCESS, 0)), "test"), empty());
    }

    @Test
    public void theNewestComesFirst() {
        GoodRevisions good = of(record(1, 0, Verdict.SUCCESS, 0), record(2, 10, Verdict.SUCCESS, 0));

        assertThat(revisions(good, "prod"), is(List.of(FAMILY + 2, FAMILY + 1)));
    }

    @Test
    public void aRollbackThatIsTheLastDeploymentBroughtTheServiceBack() {
        GoodRevisions good = of(record(2, 0, Verdict.SUCCESS, 0), back(1, 10));

        assertThat(broughtBack(good, 1), is(Optional.of("build shop/api #1")));
    }

    @Test
    public void aDeploymentThatECSRolledBackBroughtTheServiceBack() {
        GoodRevisions good = of(record(2, 0, Verdict.SUCCESS, 0), record(3, 10, Verdict.ROLLED_BACK, 2));

        assertThat(broughtBack(good, 2), is(Optional.of("build shop/api #3")));
    }

    @Test
    public void whatWasDeployedSinceThenIsNotBack() {
        GoodRevisions good = of(back(1, 10), record(3, 20, Verdict.SUCCESS, 0));

        assertThat(broughtBack(good, 3), is(Optional.empty()));
        assertThat(broughtBack(good, 1), is(Optional.empty()));
    }

    @Test
    public void anotherRevisionThanTheOneOfTheRollbackIsNotBack() {
        assertThat(broughtBack(of(back(1, 10)), 4), is(Optional.empty()));
    }

    @Test
    public void theRollbackThatAsksDoesNotAnswerForItself() {
        GoodRevisions good = of(record(2, 0, Verdict.SUCCESS, 0), record(2, 10, null, 0));

        assertThat(broughtBack(good, 2), is(Optional.empty()));
    }

    @Test
    public void whetherItWasARollbackOutlivesARestart() {
        assertThat(
                RecordJson.record(RecordFile.object(RecordJson.line(back(1, 0))).orElseThrow())
                        .orElseThrow()
                        .rollback(),
                is(true));
    }
}
