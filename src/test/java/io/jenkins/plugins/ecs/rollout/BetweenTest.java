package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Test;

/** Something between Jenkins and AWS answers; AWS does not accept the keys; AWS says no to something else than was asked. */
public class BetweenTest extends RolloutTestCase {

    private static final String ROLE = "arn:aws:iam::123456789012:role/task";

    private static String story(SandboxRollout rollout) {
        return String.join("\n", rollout.lines());
    }

    private Duration runTime(Outcome outcome) {
        return Duration.ofMillis(outcome.finishedAt() - outcome.startedAt());
    }

    private static Map<String, Consumer<Fault>> pages() {
        Map<String, Consumer<Fault>> pages = new LinkedHashMap<>();
        for (int status : new int[] {200, 403, 407, 502}) {
            pages.put("HTTP " + status, fault -> fault.page(status));
        }
        return pages;
    }

    @Test
    public void aProxyThatLetsNothingThroughIsNamedBeforeAnythingIsDone() {
        pages().forEach((name, page) -> {
            sandbox.faults().clear();
            page.accept(sandbox.faults().onAll());
            SandboxRollout rollout = rollout(request());

            Outcome outcome = rollout.run();

            assertThat(name + story(rollout), outcome.verdict(), is(Verdict.REFUSED));
            assertThat(
                    outcome.cause(),
                    containsString("something between Jenkins and AWS answered (" + name + ", text/html"));
            assertThat(outcome.advice(), containsString("proxy"));
            assertThat(outcome.advice(), not(containsString("allow ecs:")));
            assertThat(runTime(outcome).toMinutes(), lessThan(5L));
        });
    }

    @Test
    public void aProxyInTheMiddleOfADeploymentIsWaitedOut() {
        for (int status : new int[] {200, 403}) {
            for (Phase phase :
                    List.of(Phase.REGISTERING, Phase.UPDATING, Phase.RESOLVING, Phase.FOLLOWING, Phase.PROVING)) {
                sandbox = newSandbox(true);
                SandboxRollout rollout = rollout(request());
                rollout.runUntil(state -> state.phase() == phase);
                sandbox.faults()
                        .onAll()
                        .times(phase == Phase.REGISTERING ? 4 : 12)
                        .page(status);

                Outcome outcome = rollout.run();

                assertThat(status + " while " + phase + story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
                assertThat("registered once", revisions(sandbox), is(2));
                assertThat("deployed once", deployments(sandbox), is(2));
            }
        }
    }

    @Test
    public void aPageAfterTheChangeHasBeenMadeDoesNotRepeatIt() {
        for (String operation : List.of("RegisterTaskDefinition", "UpdateService")) {
            sandbox = newSandbox(true);
            sandbox.faults().on(operation).times(1).afterEffect().page(502);
            SandboxRollout rollout = rollout(request());

            Outcome outcome = rollout.run();

            assertThat(operation + story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(revisions(sandbox), is(2));
            assertThat(deployments(sandbox), is(2));
        }
    }

    @Test
    public void keysThatAreRotatedUnderWayAreWaitedFor() {
        for (String code :
                List.of("UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException")) {
            sandbox = newSandbox(true);
            SandboxRollout rollout = rollout(request());
            rollout.runUntil(state -> state.phase() == Phase.FOLLOWING);
            sandbox.faults()
                    .onAll()
                    .times(12)
                    .error(400, code, "The security token included in the request is invalid.");

            Outcome outcome = rollout.run();

            assertThat(code + story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(story(rollout), not(containsString("is not allowed")));
            assertThat("followed by its ARN", rollout.state().byDeploymentId, is(false));
        }
    }

    @Test
    public void aClockThatIsWrongForAWhileIsNoVerdict() {
        SandboxRollout rollout = rollout(request());
        rollout.runUntil(state -> state.phase() == Phase.RESOLVING);
        sandbox.faults()
                .onAll()
                .times(12)
                .error(
                        400,
                        "InvalidSignatureException",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z");

        Outcome outcome = rollout.run();

        assertThat(story(rollout), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(rollout.state().byDeploymentId, is(false));
    }

    @Test
    public void aClockThatIsWrongFromTheBeginningIsSaid() {
        sandbox.faults()
                .onAll()
                .error(
                        400,
                        "InvalidSignatureException",
                        "Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.advice(), containsString("the clock of the Jenkins controller"));
    }

    @Test
    public void theMessageNamesTheActionThatAwsNames() {
        sandbox.faults()
                .on("UpdateService")
                .denied("iam:PassRole", ROLE, "because no identity-based policy allows the iam:PassRole action");

        Outcome outcome = rollout(request()).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("not authorized to perform iam:PassRole (no identity-based policy"));
        assertThat(outcome.advice(), containsString("allow iam:PassRole on " + ROLE + " in the IAM policy"));
        assertThat(outcome.advice(), not(containsString("ecs:UpdateService")));
    }

    @Test
    public void theMessageNamesThePolicyThatSaysNo() {
        Map<String, String> advice = new LinkedHashMap<>();
        advice.put("because no VPC endpoint policy allows the x:Y action", "the policy of the VPC endpoint");
        advice.put("because no permissions boundary allows the x:Y action", "permissions boundary");
        advice.put("because no session policy allows the x:Y action", "session policy");
        advice.put(
                "with an explicit deny in a service control policy", "service control policy of the AWS organization");
        advice.forEach((why, says) -> {
            sandbox.faults().clear();
            sandbox.faults().on("RegisterTaskDefinition").denied("ecs:RegisterTaskDefinition", "*", why);

            Outcome outcome = rollout(request()).run();

            assertThat(outcome.verdict(), is(Verdict.REFUSED));
            assertThat(outcome.advice(), containsString(says));
        });
    }
}
