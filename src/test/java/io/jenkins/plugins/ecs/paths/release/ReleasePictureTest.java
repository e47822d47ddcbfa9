package io.jenkins.plugins.ecs.paths.release;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.TestApprovals;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.ui.build.EnvironmentView;
import io.jenkins.plugins.ecs.ui.build.ReleaseView;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

/** What the picture of a release shows in each of its states. */
public class ReleasePictureTest extends ReleaseTestCase {

    private void approvalAfterSoak() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .freshness(Duration.ofDays(7))
                .approval(TestApprovals.groups(2, "leads"))
                .checks(List.of(ALARM))
                .build());
    }

    private static ReleaseView view(ReleaseState state) {
        return new ReleaseView(null, state.id(), ReleaseOutcome.of(state));
    }

    private static List<String> lines(EnvironmentView environment) {
        return environment.getSlots().stream()
                .map(slot -> slot.getName() + " [" + slot.getTone() + "] "
                        + (slot.getState().isEmpty() ? "" : slot.getState() + ": ") + slot.getText())
                .toList();
    }

    @Test
    public void beforeAnEnvironmentIsReachedItsPlanIsShown() {
        approvalAfterSoak();

        ReleaseView view = view(release().state());

        assertThat(view.getState(), is("waiting for another release of this service"));
        EnvironmentView production = view.getEnvironments().get(1);
        assertThat(production.getTone(), is("none"));
        assertThat(production.getWords(), is("not started"));
        assertThat(production.getTime(), is(""));
        assertThat(
                lines(production),
                contains(
                        "from [none] proven in staging",
                        "soak [none] in use in staging for 4 h",
                        "freshness [none] proven at most 7 days ago",
                        "approval [none] 2 approvals by leads, not by who started the build",
                        "deploy [none] to target prod-eu",
                        "verify [none] default checks, alarms; a failure rolls back"));
    }

    @Test
    public void whileItWaitsEachConditionHasItsValueAndItsTime() {
        approvalAfterSoak();
        SandboxRelease release = release();

        ReleaseView view =
                view(release.runUntil(state -> in(state, "production").asksForApproval()));

        assertThat(view.getState(), is("production: waiting"));
        assertThat(view.getTone(), is("warning"));
        assertThat(view.getSummary(), startsWith("api on path web, production: waiting (soaked 0 s of 4 h, until "));
        assertThat(view.getSummary(), containsString("0 of 2 approvals by leads"));
        assertThat(view.getEnvironments().get(0).getTone(), is("good"));
        List<String> lines = lines(view.getEnvironments().get(1));
        assertThat(lines.get(0), startsWith("from [good] met: proven in staging at "));
        assertThat(lines.get(1), startsWith("soak [busy] waits: soaked 0 s of 4 h, until "));
        assertThat(lines.get(2), startsWith("freshness [good] met: "));
        assertThat(lines.get(3), startsWith("approval [busy] waits: 0 of 2 approvals by leads"));
        assertThat(lines.get(4), is("deploy [none] to target prod-eu"));
    }

    @Test
    public void aVerificationThatPassedIsGoodDuringTheWatch() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .checks(List.of(ALARM))
                .watch(Duration.ofMinutes(30))
                .build());

        ReleaseView view =
                view(release().runUntil(state -> in(state, "production").slot() == Slot.WATCHING));

        List<String> lines = lines(view.getEnvironments().get(1));
        assertThat(lines.get(lines.size() - 2), startsWith("verify [good] "));
        assertThat(lines.get(lines.size() - 1), startsWith("watch [busy] in progress: until "));
    }

    @Test
    public void aPreflightThatPassedIsGoodBeforeTheDeploymentHasBegun() {
        controller.path = path(PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .preflight(true)
                .build());

        ReleaseView view =
                view(release().runUntil(state -> in(state, "production").slot() == Slot.DEPLOYING));

        assertThat(
                lines(view.getEnvironments().get(1)).stream()
                        .filter(line -> line.startsWith("preflight"))
                        .toList(),
                contains(startsWith("preflight [good] ")));
    }

    @Test
    public void aRollbackIsShownWithItsCause() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ReleaseView view = view(release().run());

        assertThat(view.getState(), is("rolled back"));
        assertThat(view.getTone(), is("bad"));
        assertThat(view.getSummary(), startsWith("ROLLED_BACK: api on path web: "));
        EnvironmentView production = view.getEnvironments().get(1);
        List<String> lines = lines(production);
        assertThat(production.getTime(), startsWith("ended "));
        assertThat(production.getCause(), containsString("p95"));
        assertThat(lines.get(lines.size() - 3), startsWith("deploy [good] success: prod/api is running api:"));
        assertThat(lines.get(lines.size() - 2), startsWith("verify [bad] "));
        assertThat(lines.get(lines.size() - 1), is("rollback [bad] rolled back: after its verification failed"));
    }

    @Test
    public void noTextOfAPathBecomesAnotherLine() {
        PathEnvironment hostile = PathEnvironment.of("production", "prod\n<b>")
                .from("staging")
                .approval(TestApprovals.groups(1, "a\nb"))
                .build();
        controller.path = path(hostile);

        lines(view(release().state()).getEnvironments().get(1))
                .forEach(line -> assertThat(line, not(containsString("\n"))));
    }
}
