package io.jenkins.plugins.ecs.rollout;

import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Alarm;
import io.jenkins.plugins.ecs.verify.VerifyRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.EnumSet;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** A service that CodeDeploy deploys is verified as well. What fails keeps running, and the log says why. */
public class VerifiedCodeDeployTest extends CodeDeployRolloutTestCase {

    @Before
    public void makeAlarm() {
        sandbox.alarm("p95").state(Alarm.State.OK);
        // Its target groups are not in the sandbox.
        sandbox.deny("elasticloadbalancing:DescribeTargetHealth");
    }

    private static DeployRequestBuilder verified() {
        return web().verification(VerifyRequest.of("eu-central-1", "prod", "web")
                .checks(List.of(
                        CheckSpec.of(CheckKind.ALARMS).option("names", "p95").build()))
                .failOn(EnumSet.of(CheckVerdict.FAILED))
                .build());
    }

    @Test
    public void whatPassesIsASuccess() {
        ended(begin(verified()).run(), Verdict.SUCCESS, "");
    }

    @Test
    public void whatFailsKeepsRunning() {
        begin(verified()).runUntil(state -> state.phase() == Phase.VERIFYING);
        sandbox.alarm("p95").state(Alarm.State.ALARM);

        ended(rollout.run(), Verdict.FAILED, "the verification failed: alarms FAILED: in ALARM: p95");
        ended(rollout.run(), Verdict.FAILED, "The service keeps running web:2, because CodeDeploy deploys the service");
    }
}
