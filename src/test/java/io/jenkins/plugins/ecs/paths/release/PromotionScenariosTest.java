package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** What a release needs to get from staging to production, and what does not get it there. */
public class PromotionScenariosTest extends ReleaseTestCase {

    private static final Duration SOAK = Duration.ofHours(4);

    private void soak() {
        controller.path = path(production(SOAK, null, true));
    }

    private static boolean waits(ReleaseState state) {
        return state.current().slot() == Slot.WAITING
                && state.current().name().equals("production")
                && !state.current().conditions().isEmpty();
    }

    private long entered(ReleaseState end) {
        return in(end, "production").finishedAt();
    }

    @Test
    public void aReleaseThatStagingNoLongerRunsIsNotPromoted() {
        release(DIGEST, "staging").run();
        release(OTHER, "staging").run();

        ReleaseState older = release(DIGEST, "production").run();

        assertThat(older.verdict(), is(Verdict.REFUSED));
        assertThat(older.cause(), containsString("no longer in use in staging"));
        assertThat(updates("prod"), is(0L));
    }

    @Test
    public void withoutItsRecordNothingIsProven() {
        soak();
        SandboxRelease release = release();
        release.runUntil(PromotionScenariosTest::waits);
        controller.events.clear();

        ReleaseState end = release.run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("not proven in staging"));
        assertThat(updates("prod"), is(0L));
    }

    /** The same names in another account, as of a job with other credentials. */
    private static PathEvent elsewhere(PathEvent event, long at) {
        ServicePlace place = event.place();
        return new PathEvent(
                event.kind(),
                new ServicePlace("222222222222", place.region(), place.cluster(), place.service()),
                event.path(),
                event.environment(),
                event.revision().replace("123456789012", "222222222222"),
                event.digests(),
                at,
                event.build(),
                event.reason());
    }

    @Test
    public void aProofOfAnotherAccountDoesNotCountHoweverYoungItIs() {
        release(DIGEST, "staging").run();
        controller.events.replaceAll(event -> elsewhere(event, event.at()));

        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("not proven in staging"));
        assertThat(updates("prod"), is(0L));
        assertThat("nor is that one revoked", controller.events.size(), is(1));
    }

    @Test
    public void aProofOfAnotherAccountDoesNotHideTheOwnOne() {
        release(DIGEST, "staging").run();
        controller.events.add(
                elsewhere(controller.events.get(0), sandbox.clock().millis()));

        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(
                controller.events.stream().map(PathEvent::kind).distinct().toList(),
                is(List.of(PathEvent.Kind.PROVEN)));
    }

    @Test
    public void theSoakOfAnotherAccountDoesNotCount() {
        soak();
        release(DIGEST, "staging").run();
        long own = controller.events.get(0).at();
        controller.events.add(0, elsewhere(controller.events.get(0), own - SOAK.toMillis()));
        controller.events.add(elsewhere(controller.events.get(0), own + 1));

        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.cause(), end.verdict(), is(Verdict.SUCCESS));
        assertThat(entered(end) - own, is(greaterThanOrEqualTo(SOAK.toMillis())));
    }

    @Test
    public void aProofInAnotherAccountEndsNoHold() {
        release(DIGEST, "staging").run();
        PathEvent proof = controller.events.get(0);
        PathEvent held = new PathEvent(
                PathEvent.Kind.HELD,
                new ServicePlace("123456789012", "eu-central-1", "prod", "api"),
                proof.path(),
                "production",
                "arn:1",
                proof.digests(),
                proof.at(),
                "shop #0",
                "the alarm p95");
        controller.events.add(held);
        PathEvent other = elsewhere(held, proof.at() + 1);
        controller.events.add(new PathEvent(
                PathEvent.Kind.PROVEN,
                other.place(),
                other.path(),
                other.environment(),
                other.revision(),
                other.digests(),
                other.at(),
                other.build(),
                ""));

        ReleaseState end = release(DIGEST, "production").run();

        assertThat(end.verdict(), is(Verdict.REFUSED));
        assertThat(end.cause(), containsString("held since"));
    }

    private SandboxRelease defined(String hash, String... wanted) {
        return new SandboxRelease(
                sandbox, controller, release(DIGEST, wanted).state().definedBy(hash));
    }

    @Test
    public void whatIsProvenWithAnotherDefinitionIsRefusedIfThePathSaysSo() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .provesDefinition(true)
                .build());
        defined("one", "staging").run();
        sandbox.clock().advance(Duration.ofMinutes(20));

        ReleaseState other = defined("two", "production").run();
        assertThat(other.verdict(), is(Verdict.REFUSED));
        assertThat(other.cause(), containsString("proven in staging with another definition"));
        assertThat(updates("prod"), is(0L));

        ReleaseState same = defined("one", "production").run();
        assertThat(same.cause(), same.verdict(), is(Verdict.SUCCESS));
        assertThat(
                "also after it was confirmed",
                controller.events.stream().map(PathEvent::definition).distinct().toList(),
                is(List.of("one")));
    }

    @Test
    public void otherwiseTheDigestsProve() {
        defined("one", "staging").run();

        assertThat(defined("two", "production").run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void whatStagingRunsAlreadyCountsFromItsVerification() {
        soak();
        release(DIGEST, "staging").run();
        long first = controller.events.get(0).at();
        sandbox.clock().advance(Duration.ofHours(3));

        SandboxRelease again = release();
        again.runUntil(PromotionScenariosTest::waits);
        assertThat(in(again.state(), "staging").verdict(), is(Verdict.NO_CHANGE));
        ReleaseState end = again.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        long after = entered(end) - first;
        assertThat("the same revision soaks on", after, is(greaterThanOrEqualTo(SOAK.toMillis())));
        assertThat(after, is(lessThan(SOAK.plusHours(1).toMillis())));
    }

    @Test
    public void goingBackAndForthInStagingStartsTheSoakAnew() {
        soak();
        release(DIGEST, "staging").run();
        sandbox.clock().advance(Duration.ofHours(3));
        release(OTHER, "staging").run();
        SandboxRelease again = release();
        again.runUntil(PromotionScenariosTest::waits);
        long since = in(again.state(), "production").since();

        ReleaseState end = again.run();

        assertThat(end.verdict(), is(Verdict.SUCCESS));
        assertThat(entered(end) - since, is(greaterThanOrEqualTo(SOAK.toMillis())));
    }

    @Test
    public void aControllerThatIsDownNeitherProlongsNorShortensTheSoak() {
        soak();
        SandboxRelease release = release();
        release.runUntil(PromotionScenariosTest::waits);
        long proven = controller.events.get(0).at();
        sandbox.clock().advance(Duration.ofHours(1));
        SandboxRelease restarted = new SandboxRelease(sandbox, controller, release.state());
        restarted.runUntil(state -> state.current().slot() != Slot.WAITING);

        assertThat(sandbox.clock().millis() - proven, is(greaterThanOrEqualTo(SOAK.toMillis())));
        assertThat(
                sandbox.clock().millis() - proven,
                is(lessThan(SOAK.plusMinutes(1).toMillis())));
    }
}
