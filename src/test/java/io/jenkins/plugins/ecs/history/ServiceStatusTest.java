package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import org.junit.Test;

public class ServiceStatusTest {

    @Test
    public void nothingIsKnownOfAServiceThatNobodyDeployed() {
        ServiceStatus status = ServiceStatus.of(List.of());

        assertThat(status.state(), is(DeployState.UNKNOWN));
        assertThat(status.version(), is(""));
    }

    @Test
    public void eachVerdictLeavesAService() {
        assertThat(after(Verdict.SUCCESS), is(DeployState.HEALTHY));
        assertThat(after(Verdict.NO_CHANGE), is(DeployState.HEALTHY));
        assertThat(after(Verdict.ROLLED_BACK), is(DeployState.ROLLED_BACK));
        assertThat(after(Verdict.ROLLBACK_FAILED), is(DeployState.FAILED));
        assertThat(after(Verdict.STOPPED), is(DeployState.FAILED));
        assertThat(after(Verdict.STALLED), is(DeployState.STALLED));
        assertThat(after(Verdict.SUPERSEDED), is(DeployState.DRIFTED));
        for (Verdict open : List.of(Verdict.STARTED, Verdict.TIMED_OUT, Verdict.ABORTED, Verdict.UNKNOWN)) {
            assertThat(open.name(), after(open), is(DeployState.UNKNOWN));
        }
    }

    private static DeployState after(Verdict verdict) {
        return ServiceStatus.of(List.of(Records.of(1, 0, Verdict.SUCCESS), Records.of(2, 10, verdict)))
                .state();
    }

    @Test
    public void aRefusedDeploymentChangesNothing() {
        ServiceStatus status =
                ServiceStatus.of(List.of(Records.of(1, 0, Verdict.SUCCESS), Records.refused(2, 10, "api:1")));

        assertThat(status.state(), is(DeployState.HEALTHY));
        assertThat(status.version(), is("1.1"));
        assertThat(status.since(), is(at(2)));
        assertThat(status.last().verdict(), is(Verdict.REFUSED));
    }

    @Test
    public void aLookThatFoundSomethingElseMeansDrift() {
        DeploymentRecord good = Records.of(1, 0, Verdict.SUCCESS);

        ServiceStatus drifted = ServiceStatus.of(List.of(good, Records.refused(2, 10, "api:7")));
        assertThat(drifted.state(), is(DeployState.DRIFTED));
        assertThat(drifted.since(), is(at(10)));
        assertThat(
                "it is as it was again",
                ServiceStatus.of(List.of(good, Records.refused(2, 10, "api:7"), Records.refused(3, 20, "api:1")))
                        .state(),
                is(DeployState.HEALTHY));
        assertThat(
                "it never got so far as to look",
                ServiceStatus.of(List.of(good, Records.refused(2, 10, ""))).state(),
                is(DeployState.HEALTHY));
    }

    @Test
    public void afterARollbackTheOldVersionRuns() {
        List<DeploymentRecord> records = List.of(Records.of(1, 0, Verdict.SUCCESS), Records.rolledBack(2, 10, "api:1"));

        assertThat(ServiceStatus.of(records).version(), is("1.1"));
        assertThat(
                "nobody knows its version",
                ServiceStatus.of(List.of(Records.rolledBack(2, 10, "x/api:0"))).version(),
                is("api:0"));
    }

    @Test
    public void whatIsUnderWayComesFirst() {
        ServiceStatus status = ServiceStatus.of(List.of(Records.of(1, 0, Verdict.SUCCESS), Records.of(2, 10, null)));

        assertThat(status.words(), is("deploying 40 %"));
        assertThat(status.version(), is("1.2"));
        assertThat(status.since(), is(at(10)));
    }

    @Test
    public void aDeploymentUnderWayHasItsState() {
        Outcomes api = Outcomes.of("prod", "api").underWay();
        assertThat(DeployState.of(api.outcome()), is(DeployState.DEPLOYING));
        assertThat(DeployState.percent(api.outcome()), is(50));
        assertThat(
                DeployState.percent(api.stage("PRODUCTION_TRAFFIC_SHIFT", 12.5).outcome()), is(13));
        assertThat(DeployState.of(api.stage("BAKE_TIME", 100.0).outcome()), is(DeployState.BAKING));
        assertThat(DeployState.of(api.awaits().outcome()), is(DeployState.AWAITING_APPROVAL));
        Outcomes back = Outcomes.of("prod", "api").underWay().status("ROLLBACK_IN_PROGRESS");
        assertThat(DeployState.of(back.outcome()), is(DeployState.ROLLING_BACK));
        assertThat(DeployState.of(api.verdict(Verdict.STOPPED, "").outcome()), is(DeployState.FAILED));
        assertThat(DeployState.percent(Outcomes.of("prod", "api").outcome()), is(0));
    }
}
