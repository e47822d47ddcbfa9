package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.util.List;
import org.junit.Test;

/** The table in the log, to the letter. */
public class OutcomeTableTest extends VerifyTestCase {

    @Test
    public void theTableOfAServiceThatIsWell() {
        assertThat(table(run(request())), is("""
                        check    verdict  value                            limit                                        since
                        service  PASSED   ACTIVE, deployment COMPLETED     ACTIVE, no deployment in progress or failed  00:00
                        tasks    PASSED   2 of api:1 running               2 of api:1                                   00:00
                        digest   PASSED   app sha256:ab3f484f4e73          the digests that ECS pinned                  00:00
                        health   PASSED   2 containers HEALTHY             all HEALTHY                                  00:00
                        targets  SKIPPED  the service has no target group  -                                            -
                        alarms   PASSED   1 OK                             none in ALARM                                00:00
                        """));
    }

    @Test
    public void theTableOfAServiceThatIsNot() {
        sandbox.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":9}");
        sandbox.deny("cloudwatch:DescribeAlarms");

        Verification outcome = run(request()
                .checks(List.of(
                        CheckSpec.of(CheckKind.TASKS).failureLimit(0).build(),
                        CheckSpec.of(CheckKind.DIGEST)
                                .option("image", "repo/app:9")
                                .dryRun(true)
                                .failureLimit(0)
                                .build(),
                        CheckSpec.of(CheckKind.STABLE_FOR)
                                .option("seconds", 600)
                                .build())));

        assertThat(table(outcome), is("""
                        check      verdict           value                                          limit                                        since
                        service    PASSED            ACTIVE, deployment COMPLETED                   ACTIVE, no deployment in progress or failed  00:00
                        tasks      FAILED            2 of api:1 running                             9 of api:1                                   00:00
                        digest     FAILED (dry run)  app runs repo/app:1.0.0                        repo/app:9                                   00:00
                        health     PASSED            2 containers HEALTHY                           all HEALTHY                                  00:00
                        targets    SKIPPED           the service has no target group                -                                            -
                        alarms     SKIPPED           missing permission: cloudwatch:DescribeAlarms  -                                            -
                        stableFor  FAILED            2 of api:1 running                             stable for 10 min                            00:00
                        """));
    }

    private static String table(Verification outcome) {
        return String.join("\n", outcome.table()) + "\n";
    }
}
