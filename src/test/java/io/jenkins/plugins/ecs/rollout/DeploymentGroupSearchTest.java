package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import org.junit.Before;
import org.junit.Test;

/** The deployment group of a service is found among dozens of applications, also where calls are throttled. */
public class DeploymentGroupSearchTest extends CodeDeployRolloutTestCase {

    @Before
    public void makeApplications() {
        for (int i = 0; i < 60; i++) {
            String name = "app-" + i;
            sandbox.region().deploymentGroup(name, "main", group -> group.service("other", name));
        }
        for (int i = 0; i < 40; i++) {
            sandbox.region()
                    .deploymentGroup(
                            "hosts-" + i, "main", "{\"ec2TagFilters\":[{\"Key\":\"a\",\"Type\":\"KEY_ONLY\"}]}");
        }
        // The last one that is read.
        sandbox.region().deploymentGroup("shop", "production", "{\"ecsServices\":[]}");
        sandbox.region()
                .deploymentGroup(
                        "zzz",
                        "production",
                        group -> group.service("prod", "web")
                                .loadBalancer("blue", "green", PRODUCTION, TEST)
                                .termination(1));
    }

    private int calls() {
        return sandbox.calls("ListApplications").size()
                + sandbox.calls("BatchGetApplications").size()
                + sandbox.calls("ListDeploymentGroups").size()
                + sandbox.calls("BatchGetDeploymentGroups").size();
    }

    /** Rounds until it deploys; the time that they took. */
    private Duration toDeployment() {
        begin(web());
        rollout.runUntil(state -> state.codeDeploy.deployment != null);
        assertThat(story(), rollout.state().codeDeploy.group, is("production"));
        return Duration.ofMillis(sandbox.clock().millis() - rollout.state().startedAt());
    }

    @Test
    public void throttledCallsDoNotBeginItAnew() {
        for (double share : new double[] {0.05, 0.1, 0.3}) {
            startSandbox();
            makeService();
            makeApplications();
            for (String operation : new String[] {
                "ListApplications", "BatchGetApplications", "ListDeploymentGroups", "BatchGetDeploymentGroups"
            }) {
                sandbox.faults().on(operation).share(share, 7).throttle();
            }
            Duration took = toDeployment();
            assertThat(share + " " + took + "\n" + story(), took, lessThan(Duration.ofMinutes(2)));
            assertThat(calls(), lessThan((int) (130 / (1 - share)) + 30));
        }
    }

    @Test
    public void theLogSaysWhatIsDone() {
        toDeployment();
        assertThat(
                story(),
                containsString("Searching 102 CodeDeploy applications for the deployment group of web;"
                        + " set 'codeDeployApplication' and 'codeDeployGroup' to avoid the search"));
        assertThat(story(), containsString(" of 102 CodeDeploy applications"));
    }

    @Test
    public void theNextDeploymentKnowsIt() {
        toDeployment();
        rollout.run();
        int before = calls();
        begin(web().changes(java.util.List.of()).forceNewDeployment(true));
        rollout.runUntil(state -> state.codeDeploy.deployment != null);
        assertThat(calls() - before, lessThan(4));
    }

    @Test
    public void anApplicationThatMayNotBeReadDoesNotKeepTheOthersFromIt() {
        sandbox.faults()
                .on("ListDeploymentGroups")
                .times(3)
                .error(
                        400,
                        "AccessDeniedException",
                        "User: x is not authorized to perform: codedeploy:ListDeploymentGroups");
        toDeployment();
    }

    @Test
    public void whereSomeCouldNotBeReadThatIsPartOfTheRefusal() {
        sandbox.region().deploymentGroup("zzz", "production", "{\"ecsServices\":[]}");
        sandbox.faults()
                .on("ListDeploymentGroups")
                .times(1)
                .error(
                        400,
                        "AccessDeniedException",
                        "User: x is not authorized to perform: codedeploy:ListDeploymentGroups");
        refused(web(), "no CodeDeploy deployment group deploys prod/web; 1 applications could not be read", "");
    }

    @Test
    public void aGroupThatWasMovedIsFoundAgain() {
        toDeployment();
        rollout.run();
        sandbox.region().deploymentGroup("zzz", "production", "{\"ecsServices\":[]}");
        group(group -> {});
        begin(web().changes(java.util.List.of()).forceNewDeployment(true));
        rollout.runUntil(state -> state.codeDeploy.deployment != null || state.hasEnded());
        assertThat(story(), rollout.state().codeDeploy.application, is("shop"));
        assertThat(story(), rollout.state().verdict(), not(is(Verdict.REFUSED)));
    }

    @Test
    public void withoutTheRightToKnowPlatformsAllAreRead() {
        sandbox.deny("codedeploy:BatchGetApplications");
        toDeployment();
    }
}
