package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.EventField;
import io.jenkins.plugins.ecs.events.EventType;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.notifications.DeploymentEvents;
import io.jenkins.plugins.ecs.notifications.ReleaseEvents;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** The events of a release: each once, however often its state is recorded, and also after a restart. */
public class ReleaseEventsTest extends ReleaseTestCase {

    private static final DeploymentEvents.Build BUILD =
            new DeploymentEvents.Build(new BuildFacts("shop", 1, "Ada", "", 0), "job/shop/1/");

    private final List<DeploymentEvent> events = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private ReleaseOutcome before;

    @Test
    public void anApprovalIsRequestedOfItsApproversAndEachEnvironmentIsReached() {
        approval();
        SandboxRelease release = release().killAtSave(3);
        release.beforeEachRound(() -> record(release));
        release.runUntil(state -> in(state, "production").asksForApproval());
        record(release);
        release.answer("amy", true);
        release.run();
        record(release);

        assertThat(
                events.stream().map(DeploymentEvent::getType).toList(),
                contains(
                        EventType.PROMOTED,
                        EventType.WAITING,
                        EventType.ANSWERED,
                        EventType.PROMOTED,
                        EventType.RELEASED));
        assertThat(events.get(1).get(EventField.WAITS_FOR), is("amy, leads"));
        assertThat(events.get(1).get(EventField.ENVIRONMENT), is("production"));
        assertThat(events.get(1).get(EventField.TARGET), is("prod-eu"));
        assertThat(
                events.get(1).get(EventField.MESSAGE),
                is("The release of api to production is waiting for approval by amy, leads"));
        assertThat(events.get(2).get(EventField.BY), is("amy"));
        assertThat(events.get(2).get(EventField.ANSWER), is("APPROVE"));
        assertThat(events.get(4).get(EventField.VERDICT), is("SUCCESS"));
        assertThat(events.get(4).get(EventField.PATH), is("web"));
    }

    @Test
    public void aRejectedReleaseFails() {
        approval();
        SandboxRelease release = release();
        release.runUntil(state -> in(state, "production").asksForApproval());
        release.answer("amy", false);
        release.run();
        record(release);

        DeploymentEvent end = events.get(events.size() - 1);
        assertThat(end.getType(), is(EventType.RELEASE_FAILED));
        assertThat(end.get(EventField.VERDICT), is("REFUSED"));
    }

    private void approval() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .approval(TestApprovals.users(1, "amy", "leads"))
                .build());
    }

    @Test
    public void whatAPathOnlyWarnsOfIsAnEvent() {
        controller.path = ReleasePath.of("web", "the global settings")
                .warns(true)
                .environments(List.of(staging(), production()))
                .build();
        SandboxRelease release = release(DIGEST, "production");
        release.runUntil(state -> {
            record(release);
            return state.hasEnded();
        });
        record(release);

        assertThat(
                events.stream().map(DeploymentEvent::getType).toList(),
                contains(EventType.RELEASE_WARNED, EventType.PROMOTED, EventType.RELEASED));
    }

    private void record(SandboxRelease release) {
        ReleaseOutcome now = ReleaseOutcome.of(release.state());
        ReleaseEvents.between("r", BUILD, before, now, 5).stream()
                .filter(event -> ids.add(event.getId()))
                .forEach(events::add);
        before = now;
    }
}
