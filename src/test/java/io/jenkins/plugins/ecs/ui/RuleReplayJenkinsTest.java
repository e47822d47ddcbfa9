package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.model.Item;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import jenkins.model.Jenkins;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The page of what a rule would have refused is for administrators alone. */
public class RuleReplayJenkinsTest {

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Test
    public void onlyAdministratorsReplayRules() throws Exception {
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("dev")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        EcsPolicy policy = new EcsPolicy();
        policy.setTargetRequired(true);
        EcsGlobalConfiguration.get().setPolicy(policy);
        DeploymentIndex.get().note(Records.of(1, 0, Verdict.SUCCESS));

        JenkinsRule.WebClient dev =
                r.createWebClient().withThrowExceptionOnFailingStatusCode(false).login("dev");
        assertThat(dev.goTo("ecs-dashboard/rules/").getWebResponse().getStatusCode(), is(403));

        JenkinsRule.WebClient admin = r.createWebClient().login("admin");
        String page = admin.goTo("ecs-dashboard/rules/?try=regions&value=us-*")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("targetRequired of the global settings"));
        assertThat(page, containsString("It would have refused 1 of 1 recorded deployments."));
        assertThat(page, containsString("Region eu-central-1 is not allowed"));
    }
}
