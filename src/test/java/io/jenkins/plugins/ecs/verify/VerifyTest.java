package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.Test;

/** Whole verifications against the sandbox: what each check says of a service that is well, and of one that is not. */
public class VerifyTest extends VerifyTestCase {

    @Test
    public void aServiceThatIsWellPassesWithNoArguments() {
        Verification outcome = run(request());

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(outcome.fails(), is(false));
        assertThat(row(outcome, "service").value(), is("ACTIVE, deployment COMPLETED"));
        assertThat(row(outcome, "tasks").value(), is("2 of api:1 running"));
        assertThat(row(outcome, "digest").limit(), is("the digests that ECS pinned"));
        assertThat(row(outcome, "health").value(), is("2 containers HEALTHY"));
    }

    @Test
    public void allChecksOfOneLookShareTheirCalls() {
        run(request());

        assertThat(sandbox.calls("DescribeServices").size(), is(1));
        assertThat(sandbox.calls("ListTasks").size(), is(1));
        assertThat(sandbox.calls("DescribeTasks").size(), is(1));
        assertThat(sandbox.calls("DescribeServiceRevisions").size(), is(1));
        assertThat(sandbox.calls("DescribeTaskDefinition").size(), is(1));
    }

    @Test
    public void aServiceThatIsScaledToZeroIsVerifiedAsFarAsThereIsSomethingToSee() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":0}");
        sandbox.clock().advance(Duration.ofMinutes(2));

        Verification outcome = run(request());

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "tasks").value(), is("scaled to zero, set to api:1"));
        assertThat(row(outcome, "digest").verdict(), is(CheckVerdict.SKIPPED));
        assertThat(row(outcome, "digest").value(), is("the service is scaled to zero: no running containers"));
    }

    @Test
    public void aServiceThatIsNotThereFailsEverything() {
        Verification outcome = run(VerifyRequest.of("eu-central-1", "prod", "shop"));

        assertThat(outcome.verdict(), is(CheckVerdict.FAILED));
        assertThat(
                "once, for all",
                outcome.consoleLines().subList(0, 2),
                is(List.of(
                        "FAILED: prod/shop: there is no service 'shop' in cluster 'prod' in eu-central-1",
                        "  What to do: create the service first, for example with ecsDeploy and 'serviceDefinition',"
                                + " or check 'service', 'cluster', 'region' and the account of the credentials")));
        assertThat(outcome.consoleLines().size(), is(3));
        assertThat(outcome.fails(), is(true));
        assertThat("at once", sandbox.calls("DescribeServices").size(), is(1));
    }

    @Test
    public void aClusterThatIsNotThereIsOneLineWithTheWordsOfADeployment() {
        SandboxVerification verification = verification(VerifyRequest.of("eu-central-1", "staging", "api"));

        Verification outcome = verification.run();

        assertThat(outcome.verdict(), is(CheckVerdict.ERROR));
        assertThat(verification.lines(), is(List.of()));
        assertThat(
                outcome.consoleLines().subList(0, 2),
                is(List.of(
                        "ERROR: staging/api: there is no cluster 'staging' in eu-central-1",
                        "  What to do: check 'cluster', 'region' and the account of the credentials")));
        assertThat(outcome.consoleLines().size(), is(3));
    }

    @Test
    public void aServiceThatMayNotBeReadIsOneLineWithTheWordsOfADeployment() {
        sandbox.deny("ecs:DescribeServices");
        SandboxVerification verification = verification(request());

        Verification outcome = verification.run();

        assertThat(outcome.verdict(), is(CheckVerdict.ERROR));
        assertThat(verification.lines(), is(List.of()));
        assertThat(
                outcome.message(),
                startsWith("ERROR: prod/api: access denied: these credentials are not authorized to perform"
                        + " ecs:DescribeServices"));
        assertThat(outcome.consoleLines().get(1), containsString("ecs:DescribeServices"));
        assertThat(outcome.consoleLines().get(1), startsWith("  What to do: "));
        assertThat(outcome.consoleLines().size(), is(3));
    }

    @Test
    public void whatKeepsAllChecksFromBeingMadeForNowIsOneLine() {
        sandbox.faults().on("DescribeServices").serviceUnavailable().times(4);
        SandboxVerification verification = verification(request());

        assertThat(verification.run().verdict(), is(CheckVerdict.PASSED));
        assertThat(
                verification.lines().toString(),
                verification.lines().get(0),
                startsWith("00:00  service, tasks, digest, health, targets, alarms ERROR so far: "));
    }

    @Test
    public void aFailureComesBeforeTheTableOfAllChecks() {
        sandbox.region().containerHealth("prod", "api", "UNHEALTHY");

        Verification outcome = run(request());

        assertThat(outcome.consoleLines().get(0), is(outcome.message()));
        assertThat(outcome.consoleLines().get(1), startsWith("  check "));
        assertThat(outcome.consoleLines().size(), is(outcome.rows().size() + 3));
    }

    @Test
    public void aDeploymentUnderWayFailsService() {
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");

        Verification outcome = run(only(CheckSpec.of(CheckKind.SERVICE).failureLimit(0)));

        assertThat(outcome.message(), row(outcome, "service").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "service").value(), containsString("to api:1 in progress"));
    }

    @Test
    public void tooFewTasksFailTasks() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":5}");

        Verification outcome = run(only(CheckSpec.of(CheckKind.TASKS).failureLimit(0)));

        assertThat(row(outcome, "tasks").value(), is("2 of api:1 running"));
        assertThat(row(outcome, "tasks").limit(), is("5 of api:1"));
        assertThat(outcome.verdict(), is(CheckVerdict.FAILED));
    }

    @Test
    public void tasksThatCanNotBePlacedAreExplainedInTheWordsOfEcs() {
        sandbox.scenarios().image("repo/app:2.0.0", Scenario.NO_CAPACITY);
        sandbox.region().call("RegisterTaskDefinition", DEFINITION.replace("repo/app:1.0.0", "repo/app:2.0.0"));
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"taskDefinition\":\"api:2\"}");
        sandbox.clock().advance(Duration.ofMinutes(2));

        Verification outcome = run(only(CheckSpec.of(CheckKind.TASKS).failureLimit(0)));

        assertThat(
                row(outcome, "tasks").value(),
                containsString("; ECS reports: (service api) was unable to place a task"));
    }

    @Test
    public void whatPassesByItselfIsNoFailure() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":5}");

        Verification outcome = run(only(CheckSpec.of(CheckKind.TASKS).interval(Duration.ofSeconds(30))));

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "tasks").value(), is("5 of api:1 running"));
    }

    @Test
    public void anotherImageThanTheExpectedOneFailsDigest() {
        Verification outcome = run(only(CheckSpec.of(CheckKind.DIGEST).option("image", "repo/app:2.0.0")));

        assertThat(outcome.verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "digest").value(), is("app runs repo/app:1.0.0"));
        assertThat(row(outcome, "digest").limit(), is("repo/app:2.0.0"));
    }

    @Test
    public void theExpectedImagePassesDigest() {
        Verification outcome = run(only(CheckSpec.of(CheckKind.DIGEST).option("image", IMAGE)));

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "digest").value(), startsWith("app sha256:"));
    }

    @Test
    public void anUnhealthyContainerFailsHealth() {
        sandbox.region().containerHealth("prod", "api", "UNHEALTHY");

        Verification outcome = run(request());

        assertThat(row(outcome, "health").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "health").value(), startsWith("UNHEALTHY: app in task "));
        assertThat(row(outcome, "tasks").verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void aContainerThatIsStillStartingIsInconclusive() {
        sandbox.region().containerHealth("prod", "api", "UNKNOWN");

        Verification outcome = run(request());

        assertThat(row(outcome, "health").verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(outcome.fails(), is(false));
        assertThat(outcome.isUnstable(), is(true));
    }

    @Test
    public void aMissingRightSkipsWhatNobodyAskedForAndNamesIt() {
        sandbox.deny("ecs:DescribeTaskDefinition");

        Verification outcome = run(request());

        assertThat(row(outcome, "health").verdict(), is(CheckVerdict.SKIPPED));
        assertThat(row(outcome, "health").value(), is("missing permission: ecs:DescribeTaskDefinition"));
        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void aMissingRightIsAnErrorOfWhatSomebodyAskedFor() {
        sandbox.deny("ecs:DescribeTaskDefinition");

        Verification outcome = run(only(CheckSpec.of(CheckKind.HEALTH)));

        assertThat(outcome.verdict(), is(CheckVerdict.ERROR));
        assertThat(outcome.message(), containsString("missing permission: ecs:DescribeTaskDefinition"));
        assertThat(outcome.consoleLines().get(1), startsWith("  What to do: "));
        assertThat(outcome.consoleLines().get(1), containsString("ecs:DescribeTaskDefinition"));
        assertThat(outcome.fails(), is(true));
    }

    @Test
    public void aFailingReadIsNoVerdictUntilItFailedFiveTimesInARow() {
        sandbox.faults().on("DescribeTasks").serviceUnavailable().times(4);
        Verification passing = run(request());
        sandbox.faults().on("DescribeTasks").serviceUnavailable().times(5);
        Verification failing = run(only(CheckSpec.of(CheckKind.TASKS)));

        assertThat(passing.message(), passing.verdict(), is(CheckVerdict.PASSED));
        assertThat(failing.message(), failing.verdict(), is(CheckVerdict.ERROR));
    }

    @Test
    public void failOnDecidesWhatFailsTheBuild() {
        sandbox.region().containerHealth("prod", "api", "UNHEALTHY");

        Verification unstable = run(request().failOn(EnumSet.of(CheckVerdict.ERROR)));

        assertThat(unstable.fails(), is(false));
        assertThat(unstable.isUnstable(), is(true));
        assertThat(unstable.verdict(), is(CheckVerdict.FAILED));
    }

    @Test
    public void aDryRunIsShownAndDoesNotCount() {
        sandbox.region().containerHealth("prod", "api", "UNHEALTHY");

        Verification outcome = run(request()
                .checks(List.of(CheckSpec.of(CheckKind.HEALTH).dryRun(true).build())));

        assertThat(row(outcome, "health").verdict(), is(CheckVerdict.FAILED));
        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
    }

    @Test
    public void stableForPassesOnlyAfterItsTime() {
        long before = sandbox.clock().millis();

        Verification outcome = run(only(CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 600)));

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(sandbox.clock().millis() - before, is(600_000L));
        assertThat(row(outcome, "stableFor").value(), is("stable for 10 min"));
    }

    @Test
    public void aReplacedTaskBreaksStableFor() {
        SandboxVerification verification =
                verification(only(CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 600)));
        verification.runUntil(state -> sandbox.clock().millis() - state.startedAt > 120_000);
        String task = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"api\"}")
                .path("taskArns")
                .path(0)
                .asText();
        sandbox.region().call("StopTask", "{\"cluster\":\"prod\",\"task\":\"" + task + "\"}");

        Verification outcome = verification.run();

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.FAILED));
        assertThat(sandbox.clock().millis() - outcome.startedAt(), lessThan(300_000L));
    }

    @Test
    public void withAFailureLimitStableForBeginsAnew() {
        SandboxVerification verification = verification(
                only(CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 600).failureLimit(100)));
        verification.runUntil(state -> sandbox.clock().millis() - state.startedAt > 120_000);
        String task = sandbox.region()
                .call("ListTasks", "{\"cluster\":\"prod\",\"serviceName\":\"api\"}")
                .path("taskArns")
                .path(0)
                .asText();
        sandbox.region().call("StopTask", "{\"cluster\":\"prod\",\"task\":\"" + task + "\"}");

        Verification outcome = verification.run();

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(sandbox.clock().millis() - outcome.startedAt() > 700_000, is(true));
    }

    @Test
    public void whatFailsTheBuildEndsTheWaitForTheOthers() {
        sandbox.region().containerHealth("prod", "api", "UNHEALTHY");

        Verification outcome = run(request()
                .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                        .option("seconds", 3600)
                        .failureLimit(1000)
                        .build())));

        assertThat(row(outcome, "health").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "stableFor").verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(outcome.endedBy(), is("ended early, because health failed"));
        assertThat(outcome.finishedAt() - outcome.startedAt(), lessThan(60_000L));
    }

    @Test
    public void theTimeoutEndsWhatIsNotOver() {
        Verification outcome = run(
                only(CheckSpec.of(CheckKind.STABLE_FOR).option("seconds", 7200)).timeout(Duration.ofMinutes(5)));

        assertThat(outcome.verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(outcome.message(), containsString("not finished after 5 min"));
    }

    @Test
    public void anAbortEndsItWithWhatIsKnown() {
        SandboxVerification verification = verification(request()
                .checks(List.of(CheckSpec.of(CheckKind.STABLE_FOR)
                        .option("seconds", 3600)
                        .build())));
        verification.runUntil(state -> sandbox.clock().millis() - state.startedAt > 60_000);

        Verification outcome = verification.abort("Aborted by alice");

        assertThat(row(outcome, "tasks").verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "stableFor").verdict(), is(CheckVerdict.INCONCLUSIVE));
        assertThat(row(outcome, "stableFor").value(), containsString("Aborted by alice"));
    }

    @Test
    public void itsFactsAreSmall() {
        SandboxVerification verification = verification(request());
        verification.run();

        assertThat(verification.savedBytes(), lessThan(10_000));
    }
}
