package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import hudson.BulkChange;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathApproval;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.sandbox.Call;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.TestExtension;

/** A dry run of {@code ecsRelease} in a real Jenkins: its log, its check, its page, and that it changes nothing. */
public class EcsReleaseDryRunJenkinsTest extends EcsJenkinsTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String RELEASE = "def r = ecsRelease service: 'api', image: 'repo/app@" + DIGEST
            + "', path: 'web', dryRun: true\n" + "echo \"result ${r.status} ${r.dryRun} ${r.plans.keySet()}\"";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private WorkflowJob job;

    @Before
    public void setUp() throws Exception {
        sandbox.cluster("staging");
        sandbox.service("staging", "api", s -> s.image("repo/app:1.0.0").desiredCount(2));
        configure(r);
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(jenkins.model.Jenkins.ADMINISTER)
                .everywhere()
                .toEveryone());
        job = job(r, "p", RELEASE);
    }

    private void configurePath(String registries) throws Exception {
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPolicy policy = new EcsPolicy();
        policy.setRegistries(registries);
        prod.setPolicy(policy);
        EcsPathApproval approval = new EcsPathApproval();
        approval.setGroups("leads");
        EcsPathEnvironment production = new EcsPathEnvironment("production", "prod-eu");
        production.setFrom("staging");
        production.setApproval(approval);
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(new EcsPathEnvironment("staging", "staging-eu"), production));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path));
            all.commit();
        }
    }

    private static ChecksOutput output(ChecksDetails check) {
        return check.getOutput().orElseThrow();
    }

    @Test
    public void whatARuleRefusesFailsTheCheckButNotTheBuild() throws Exception {
        configurePath("registry.example.com");

        WorkflowRun build = r.buildAndAssertSuccess(job);

        ChecksDetails check = ExtensionList.lookupSingleton(Published.class).next();
        assertThat(check.getConclusion(), is(ChecksConclusion.FAILURE));
        assertThat(
                output(check).getTitle().orElseThrow(),
                is("planned, 2 of 2 environments would change, refused by rules"));
        assertThat(output(check).getSummary().orElseThrow(), containsString("production: A rule refuses it"));
        assertThat(output(check).getText().orElseThrow(), containsString("### Rules that refuse it"));
        r.assertLogContains("[ecsRelease production] Rules would refuse it: ", build);
    }

    @Test
    public void theCheckShowsWhatWouldChangeInEachEnvironment() throws Exception {
        configurePath("");

        WorkflowRun build = r.buildAndAssertSuccess(job);

        ChecksDetails check = ExtensionList.lookupSingleton(Published.class).next();
        assertThat(check.getStatus(), is(ChecksStatus.COMPLETED));
        assertThat(check.getConclusion(), is(ChecksConclusion.NEUTRAL));
        assertThat(check.getDetailsURL().orElseThrow(), is(r.getURL() + build.getUrl() + "ecs-deployments/"));
        String text = output(check).getText().orElseThrow();
        String change = "containerDefinitions[app].image: repo/app:1.0.0 -> repo/app@" + DIGEST;
        String production = text.substring(text.indexOf("## ` production `"));
        assertThat(text.substring(0, text.length() - production.length()), containsString(change));
        assertThat(production, containsString(change));
        assertThat(production, containsString("approval: 1 approval by leads"));
        r.assertLogContains("result PLANNED true [staging, production]", build);
        r.assertLogContains("[ecsRelease staging] - " + change, build);
        String page = r.createWebClient()
                .goTo(build.getUrl() + "ecs-deployments/")
                .getWebResponse()
                .getContentAsString();
        assertThat(page, containsString("What would change in production:"));
        assertThat(page, containsString("containerDefinitions[app].image: repo/app:1.0.0"));
        assertThat(build.getAction(EcsDeploymentsAction.class).pathOf("api").isPresent(), is(false));
        assertThat(
                r.createWebClient()
                        .goTo(job.getUrl() + "ecs-releases/api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString(),
                containsString("\"releases\":[]"));
        assertNothingHappened();
    }

    @Test
    public void aTargetThatCannotBeReadFailsTheBuild() throws Exception {
        configurePath("");
        sandbox.deny("ecs:DescribeServices");

        WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, job);

        ChecksDetails check = ExtensionList.lookupSingleton(Published.class).next();
        assertThat(check.getConclusion(), is(ChecksConclusion.FAILURE));
        assertThat(output(check).getTitle().orElseThrow(), is("no plan for 2 of 2 environments"));
        r.assertLogContains("no plan for staging, production: ", build);
        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(
                sandbox.calls().stream()
                        .map(Call::operation)
                        .filter(operation -> operation.matches("(Update|Register|Create|Tag|Run).*"))
                        .toList(),
                is(empty()));
        assertThat(ReleaseIndex.get().of("eu-central-1", "staging", "api"), is(empty()));
    }

    /** Keeps what is published of releases. */
    @TestExtension
    public static final class Published extends ChecksPublisherFactory {

        private final BlockingQueue<ChecksDetails> all = new LinkedBlockingQueue<>();

        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    if (details.getStatus() == ChecksStatus.COMPLETED) {
                        all.add(details);
                    }
                }
            });
        }

        ChecksDetails next() throws InterruptedException {
            ChecksDetails check = all.poll(60, TimeUnit.SECONDS);
            assertThat(check.getName().orElse(""), is("ECS release plan of api on path web"));
            return check;
        }
    }
}
