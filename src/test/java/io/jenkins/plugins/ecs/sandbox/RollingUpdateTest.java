package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.Test;

public class RollingUpdateTest extends SandboxTestCase {

    /** The fewest running and the most running or starting tasks while a deployment continues. */
    private void staysWithin(int desired, int minimum, int maximum, int fewest, int most) {
        sandbox.service(
                "prod",
                "api",
                service -> service.desiredCount(desired)
                        .minimumHealthyPercent(minimum)
                        .maximumPercent(maximum));
        String arn = deploy("repo/app:2");
        int seconds = 0;
        while (!status(arn).equals("SUCCESSFUL") && seconds++ < 900) {
            JsonNode service = service();
            int running = service.path("runningCount").asInt();
            assertThat(running, greaterThanOrEqualTo(fewest));
            assertThat(running + service.path("pendingCount").asInt(), lessThanOrEqualTo(most));
            pass(1);
        }
        assertThat(status(arn), is("SUCCESSFUL"));
    }

    @Test
    public void theDefaultsStartAllBeforeTheyStopAny() {
        staysWithin(4, 100, 200, 4, 8);
    }

    @Test
    public void halfMayBeDownWhenNothingMayBeAdded() {
        staysWithin(4, 50, 100, 2, 4);
    }

    @Test
    public void theMinimumRoundsUpAndTheMaximumDown() {
        staysWithin(3, 50, 150, 2, 4);
    }

    @Test
    public void allMayBeStoppedAtOnce() {
        staysWithin(2, 0, 100, 0, 2);
    }

    @Test
    public void noRoomAtAllIsADeadEnd() {
        sandbox.service(
                "prod",
                "api",
                service -> service.desiredCount(2).minimumHealthyPercent(100).maximumPercent(100));
        String arn = deploy("repo/app:2");
        pass(600);
        assertThat(status(arn), is("IN_PROGRESS"));
        assertThat(events(), hasItem(containsString("Update the minimumHealthyPercent or maximumPercent value")));
        client.ok(
                "UpdateService", "{'cluster':'prod','service':'api','deploymentConfiguration':{'maximumPercent':200}}");
        passUntil(arn, "SUCCESSFUL");
    }

    @Test
    public void scalingDuringADeploymentCountsForIt() {
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        String arn = deploy("repo/app:2");
        pass(20);
        client.ok("UpdateService", "{'cluster':'prod','service':'api','desiredCount':3}");
        passUntil(arn, "SUCCESSFUL");
        assertThat(service().path("runningCount").asInt(), is(3));
    }

    @Test
    public void aServiceScaledToZeroDeploysAtOnce() {
        sandbox.service("prod", "api", service -> service.desiredCount(0));
        String arn = deploy("repo/app:2");
        pass(3);
        assertThat(status(arn), is("SUCCESSFUL"));
    }
}
