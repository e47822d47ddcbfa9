package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

/** Deployments of {@code prod/api} that are verified by the default checks and the alarm {@code p95}. */
public abstract class VerifiedRolloutTestCase extends RolloutTestCase {

    /** The longest time from one poll of a check to the next. */
    protected static final Duration POLL = Duration.ofSeconds(10);

    @Override
    protected EcsSandbox newSandbox(boolean circuitBreaker) {
        EcsSandbox made = super.newSandbox(circuitBreaker);
        made.alarm("p95").state(Alarm.State.OK);
        return made;
    }

    protected static CheckSpec.Builder alarm() {
        return CheckSpec.of(CheckKind.ALARMS).option("names", "p95");
    }

    protected static DeployRequestBuilder verified(CheckSpec.Builder... checks) {
        return verified(request(), checks);
    }

    protected static DeployRequestBuilder verified(DeployRequestBuilder request, CheckSpec.Builder... checks) {
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "api")
                .checks(List.of(checks).stream().map(CheckSpec.Builder::build).toList())
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build();
        return request.verification(verification);
    }

    /** @param timeout of the verification */
    protected static DeployRequestBuilder verified(Duration timeout) {
        VerifyRequest verification = VerifyRequest.of("eu-central-1", "prod", "api")
                .checks(List.of(alarm().build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .timeout(timeout)
                .build();
        return request().verification(verification);
    }

    protected static DeployRequestBuilder watched(String time) {
        return verified(alarm()).with(Setting.WATCH, time);
    }

    protected void alarmGoesOff() {
        sandbox.alarm("p95").state(Alarm.State.ALARM);
    }

    protected Outcome ends(SandboxRollout rollout, Verdict verdict) {
        Outcome outcome = rollout.run();
        assertThat(story(rollout), outcome.verdict(), is(verdict));
        return outcome;
    }

    protected static String story(SandboxRollout rollout) {
        return Outcome.of(rollout.state()).message() + "\n" + String.join("\n", rollout.lines());
    }

    /** Another client deploys. */
    protected void deployedElsewhere() {
        SandboxRollout other = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                .changes(
                        List.of(ContainerChange.of(null).image("repo/app:9.0.0").build())));
        assertThat(other.run().verdict(), is(Verdict.SUCCESS));
    }

    /** The number of the revision that the service is set to. */
    protected int revision() {
        String arn = sandbox.region()
                .call("DescribeServices", "{\"cluster\":\"prod\",\"services\":[\"api\"]}")
                .at("/services/0/taskDefinition")
                .asText();
        return Integer.parseInt(arn.substring(arn.lastIndexOf(':') + 1));
    }
}
