package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** What the load balancer says of its targets. */
public class TargetCausesTest {

    private static final String ZONE = "Target is in an Availability Zone that is not enabled for the load balancer";

    private static Map<String, String> target(String state, String reason, String description) {
        return Map.of("id", "10.0.3.17:8080", "state", state, "reason", reason, "description", description);
    }

    @Test
    public void aTargetWhoseZoneIsNotEnabledIsNotWell() {
        assertThat(TargetCauses.isWell("unused", "Target.NotInUse", ZONE), is(false));

        Cause cause = TargetCauses.of(List.of(target("unused", "Target.NotInUse", ZONE)))
                .orElseThrow();

        assertThat(cause.id(), is("target-zone"));
        assertThat(cause.advice(), containsString("enable the Availability Zone"));
        assertThat(cause.evidence(), is("10.0.3.17:8080 is unused (Target.NotInUse): " + ZONE));
    }

    @Test
    public void aGroupThatRestsIsWell() {
        assertThat(
                TargetCauses.isWell(
                        "unused",
                        "Target.NotInUse",
                        "Target group is not configured to receive traffic from the load balancer"),
                is(true));
        assertThat(TargetCauses.isWell("unused", "Target.IpUnusable", ""), is(false));
        assertThat(TargetCauses.isWell("unhealthy", "Target.Timeout", ""), is(false));
        assertThat(TargetCauses.isWell("initial", "Elb.RegistrationInProgress", ""), is(true));
    }

    @Test
    public void theReasonOfATargetDecides() {
        Cause codes = TargetCauses.of(List.of(target(
                        "unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [502]")))
                .orElseThrow();
        assertThat(codes.advice(), containsString("health check path"));
        assertThat(codes.evidence(), containsString("[502]"));

        Cause timeout = TargetCauses.of(List.of(target("unhealthy", "Target.Timeout", "Request timed out")))
                .orElseThrow();
        assertThat(timeout.advice(), containsString("security group"));
        assertThat(TargetCauses.of(List.of()).isPresent(), is(false));
    }

    @Test
    public void onlyVagueCausesGiveWay() {
        Optional<Cause> ofTargets = TargetCauses.of(List.of(target("unused", "Target.NotInUse", ZONE)));
        Optional<Cause> crash = Optional.of(ExitCodes.of(1, "exited"));

        assertThat(TargetCauses.better(Optional.empty(), ofTargets), is(ofTargets));
        assertThat(
                TargetCauses.better(CauseCatalogue.ofText("Task failed ELB health checks"), ofTargets), is(ofTargets));
        assertThat(TargetCauses.better(Optional.of(Cause.unknown("x")), ofTargets), is(ofTargets));
        assertThat(TargetCauses.better(crash, ofTargets), is(crash));
        assertThat(TargetCauses.better(crash, Optional.empty()), is(crash));
    }
}
