package io.jenkins.plugins.ecs.ui;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.FakeChangeLogSCM;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The commits that a deployment brings, as the builds of its job have recorded them. */
public class DeployedCommitsJenkinsTest {

    private static final String HOSTILE = "<script>alert(4711)</script>\nsecond line";

    @ClassRule
    public static final JenkinsRule r = EcsJenkinsTest.jenkinsOfTheClass();

    @Rule
    public final EcsJenkinsTest.Cleaning cleaning = new EcsJenkinsTest.Cleaning(r);

    private FreeStyleProject job;

    @Before
    public void aJob() throws Exception {
        job = r.createProject(FreeStyleProject.class, "shop");
    }

    private FreeStyleBuild build(String... messages) throws Exception {
        FakeChangeLogSCM scm = new FakeChangeLogSCM();
        for (String message : messages) {
            scm.addChange().withAuthor("zoe").withMsg(message);
        }
        job.setScm(scm);
        return r.buildAndAssertSuccess(job);
    }

    private static Outcomes at(long minute, String commit) {
        return Outcomes.of(
                Outcomes.T0 + minute * 60_000,
                DeployRequest.of("eu-central-1", "prod", "api").trace(Map.of("jenkins:commit", commit)));
    }

    /** @return the revision that runs afterwards */
    private static String deployed(Run<?, ?> build, long minute, String commit) throws Exception {
        Outcomes outcomes = at(minute, commit).underWay().verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(build).put("first", outcomes.outcome(), outcomes.details());
        return outcomes.outcome().taskDefinition();
    }

    private static List<String> commits(Run<?, ?> build, String before, String commit) throws Exception {
        Outcomes outcomes = at(10, commit).ranBefore(before).verdict(Verdict.STOPPED, "");
        EcsDeploymentsAction.of(build).put("second", outcomes.outcome(), outcomes.details());
        return EcsDeploymentsAction.of(build).commits("second");
    }

    @Test
    public void theCommitsOfAllBuildsSinceThatDeploymentAreListed() throws Exception {
        build("long before");
        String before = deployed(build("deployed already"), 0, "aaaaaaa");
        build("failed to deploy");
        Run<?, ?> now = build("fix the cart", HOSTILE);

        List<String> commits = commits(now, before, "bbbbbbb");

        assertThat(commits, hasSize(3));
        assertThat(commits, hasItem(containsString("fix the cart (zoe)")));
        assertThat(commits, hasItem(containsString("failed to deploy (zoe)")));
        assertThat(commits.toString(), not(containsString("already")));
        assertThat(commits.toString(), not(containsString("second line")));
        String page = r.createWebClient()
                .goTo(now.getUrl() + "ecs-deployments/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("Commits since what ran before"));
        assertThat(page, containsString("&lt;script>alert(4711)&lt;/script> (zoe)"));
        assertThat(page, not(containsString("<script>alert(4711)")));
    }

    @Test
    public void theEnvironmentsPageCountsThemOnceItIsLookedAtAgain() throws Exception {
        in("prod", build("deployed already"), "1.0", "10");
        build("failed to deploy");
        in("staging", build("fix the cart", "and the basket"), "1.1", "11");

        String page = "";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!page.contains("3 commits") && System.nanoTime() < deadline) {
            page = r.createWebClient().goTo("ecs-dashboard/environments/").asNormalizedText();
        }

        assertThat(page, containsString("prod, eu-central-1 has 1.0, 3 commits ahead"));
    }

    private static void in(String cluster, Run<?, ?> build, String version, String digest) throws Exception {
        Outcomes outcomes = Outcomes.of(cluster, "api")
                .underWay()
                .version(version)
                .digest(digest)
                .verdict(Verdict.SUCCESS, "");
        EcsDeploymentsAction.of(build).put("first", outcomes.outcome(), outcomes.details());
    }

    @Test
    public void manyCommitsAreCountedAndDeletedBuildsAreMentioned() throws Exception {
        String before = deployed(build("deployed already"), 0, "aaaaaaa");
        build("deleted").delete();
        String[] many = new String[5_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = "commit " + i;
        }

        List<String> commits = commits(build(many), before, "bbbbbbb");

        assertThat(commits, hasSize(22));
        assertThat(commits.get(20), is("and 4980 more"));
        assertThat(commits.get(21), is("the list is not complete"));
    }

    @Test
    public void ofAnotherJobOnlyTheCommitsAreNamedToThoseWhoMaySeeIt() throws Exception {
        FreeStyleProject other = r.createProject(FreeStyleProject.class, "release");
        String before = deployed(r.buildAndAssertSuccess(other), 0, "aaaaaaa");
        Run<?, ?> now = build("fix the cart");

        assertThat(commits(now, before, "bbbbbbb").get(0), startsWith("from aaaaaaa to bbbbbbb"));
        assertThat(commits(now, before, "bbbbbbb").toString(), not(containsString("release")));
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("eve")
                .grant(Item.READ)
                .onItems(job)
                .to("eve"));
        try (ACLContext eve = ACL.as2(User.getById("eve", true).impersonate2())) {
            assertThat(EcsDeploymentsAction.of(now).commits("second"), is(empty()));
        }
    }

    @Test
    public void nothingIsListedOfWhatThisJenkinsDidNotDeploy() throws Exception {
        deployed(build("deployed already"), 0, "aaaaaaa");
        String foreign = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:77";

        assertThat(commits(build("fix the cart"), foreign, "bbbbbbb"), is(empty()));
        assertThat(EcsDeploymentsAction.of(job.getLastBuild()).commits("none"), is(empty()));
    }
}
