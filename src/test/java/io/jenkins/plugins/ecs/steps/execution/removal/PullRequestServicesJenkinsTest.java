package io.jenkins.plugins.ecs.steps.execution.removal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ShortLivedService;
import io.jenkins.plugins.ecs.steps.EcsJenkinsTest;
import io.jenkins.plugins.ecs.steps.execution.FasterTime;
import io.jenkins.plugins.ecs.store.ShortLivedServices;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.TestExtension;

/** Services of pull requests in a real Jenkins: who gets one, and what deletes it without a build. */
public class PullRequestServicesJenkinsTest extends EcsJenkinsTest {

    private static final String FILE = "service: front\\ntemplate: web@1\\npath: web\\n";
    private static final String PER_PULL_REQUEST = "perPullRequest: {environment: staging, timeLimit: 1d}\\n";

    @Rule
    public final FasterTime time = new FasterTime(10);

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    /** What a multibranch project tells of the jobs of its pull requests. */
    public static final class Head extends SCMHead implements ChangeRequestSCMHead {

        private static final long serialVersionUID = 1L;
        private final boolean fork;

        Head(String name, boolean fork) {
            super(name);
            this.fork = fork;
        }

        @NonNull
        @Override
        public String getId() {
            return getName().replaceAll("\\D", "");
        }

        @NonNull
        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }

        @NonNull
        @Override
        public SCMHeadOrigin getOrigin() {
            return fork ? new SCMHeadOrigin.Fork("stranger") : SCMHeadOrigin.DEFAULT;
        }
    }

    @TestExtension
    public static final class Heads extends SCMHead.HeadByItem {

        @Override
        public SCMHead getHead(Item item) {
            return item instanceof WorkflowJob && item.getName().matches("(PR|FORK)-\\d+")
                    ? new Head(item.getName(), item.getName().startsWith("FORK"))
                    : null;
        }
    }

    @Before
    public void addStaging() {
        sandbox.cluster("staging");
    }

    private static EcsTarget target(String name, String cluster, String creatable) {
        EcsPolicy policy = new EcsPolicy();
        policy.setCreateService(creatable);
        policy.setPathRequired("web");
        EcsTarget target = new EcsTarget(name);
        target.setCluster(cluster);
        target.setClusters(cluster);
        target.setPolicy(policy);
        return target;
    }

    private void configurePath(JenkinsRule r, String creatable) throws Exception {
        configure(r);
        EcsTemplate template = new EcsTemplate("web", "1.0.0");
        template.setTaskDefinition("family: \"{{ service }}\"\ncontainerDefinitions:\n"
                + "- {name: app, image: \"{{ image }}\", memory: 256}\n");
        template.setServiceDefinition("desiredCount: 1\n");
        EcsPathEnvironment first = new EcsPathEnvironment("staging", "staging-eu");
        EcsPathEnvironment second = new EcsPathEnvironment("production", "prod-eu");
        second.setFrom("staging");
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(first, second));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(target("staging-eu", "staging", creatable), target("prod-eu", "prod", "front")));
            global.setPaths(List.of(path));
            global.setTemplates(List.of(template));
            all.commit();
        }
    }

    private static WorkflowJob branch(JenkinsRule r, String name, String file) throws Exception {
        Folder project = r.jenkins.getItemByFullName("shop", Folder.class);
        if (project == null) {
            project = r.createProject(Folder.class, "shop");
        }
        WorkflowJob job = project.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(
                "ecsRelease spec: \"\"\"" + file + "\"\"\", image: 'repo/app@sha256:" + "ab".repeat(32) + "'", true));
        return job;
    }

    private String status(String cluster, String service) {
        return live(cluster, service).path("status").asText("none");
    }

    private JsonNode live(String cluster, String service) {
        return sandbox.region()
                .call(
                        "DescribeServices",
                        "{\"cluster\":\"" + cluster + "\",\"services\":[\"" + service + "\"],\"include\":[\"TAGS\"]}")
                .path("services")
                .path(0);
    }

    private static void await(BooleanSupplier reached) throws InterruptedException {
        long end = System.currentTimeMillis() + 90_000;
        while (!reached.getAsBoolean()) {
            assertThat("not within 90 s", System.currentTimeMillis() < end, is(true));
            Thread.sleep(200);
        }
    }

    private static List<ShortLivedService> known() {
        return ShortLivedServices.get().all();
    }

    @Test
    public void theServiceOfAPullRequestIsDeletedWithTheJobOfItsBranchAlsoAfterARestart() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "*-pr-*");
            WorkflowRun b = r.buildAndAssertSuccess(branch(r, "PR-7", FILE + PER_PULL_REQUEST));
            r.assertLogContains("front-pr-7 will be deleted with the job of its branch, or at ", b);
            r.assertLogContains("[ecsRelease] SUCCESS: front-pr-7 on path web", b);
            assertThat(status("staging", "front-pr-7"), is("ACTIVE"));
            assertThat(status("staging", "front"), is("none"));
            assertThat(live("prod", "front-pr-7").isMissingNode(), is(true));
            assertThat(
                    new TreeSet<>(live("staging", "front-pr-7").path("tags").findValuesAsText("key")),
                    hasItem("jenkins:ephemeral"));
        });
        sessions.then(r -> {
            assertThat(known().get(0).job(), is("shop/PR-7"));
            ServiceRemovals.get().doRun();
            r.jenkins.getItemByFullName("shop", Folder.class).renameTo("store");
            assertThat(known().get(0).job(), is("store/PR-7"));
            ServiceRemovals.get().doRun();
            assertThat("its branch is there", status("staging", "front-pr-7"), is("ACTIVE"));

            r.jenkins.getItemByFullName("store/PR-7").delete();

            await(() -> known().isEmpty());
            assertThat(status("staging", "front-pr-7"), is("INACTIVE"));
            assertThat(status("prod", "api"), is("ACTIVE"));
        });
    }

    @Test
    public void aJobThatJenkinsCannotLoadIsNotADeletedBranch() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "*-pr-*");
            r.buildAndAssertSuccess(branch(r, "PR-7", FILE + PER_PULL_REQUEST));
            WorkflowJob broken = branch(r, "PR-8", FILE + PER_PULL_REQUEST);
            r.buildAndAssertSuccess(broken);
            Files.writeString(broken.getConfigFile().getFile().toPath(), "<no-such-kind-of-job/>");
        });
        sessions.then(r -> {
            assertThat(r.jenkins.getItemByFullName("shop/PR-8") == null, is(true));
            assertThat(known(), hasSize(2));

            r.jenkins.getItemByFullName("shop/PR-7").delete();

            await(() -> known().size() == 1);
            assertThat(status("staging", "front-pr-7"), is("INACTIVE"));
            assertThat(status("staging", "front-pr-8"), is("ACTIVE"));
            assertThat(known().get(0).failure().times(), is(0));
        });
    }

    @Test
    public void theServiceIsDeletedAfterItsTimeAndCreatedAgainByTheNextBuild() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "*-pr-*");
            WorkflowJob job = branch(r, "PR-7", FILE + PER_PULL_REQUEST);
            r.buildAndAssertSuccess(job);
            ShortLivedServices.get()
                    .claim(new ShortLivedService(
                            "shop/PR-7",
                            new ServiceKey("eu-central-1", "staging", "front-pr-7"),
                            "staging-eu",
                            "web",
                            System.currentTimeMillis() - 1));

            ServiceRemovals.get().doRun();

            await(() -> known().isEmpty());
            assertThat(status("staging", "front-pr-7"), is("INACTIVE"));
            r.buildAndAssertSuccess(job);
            assertThat(status("staging", "front-pr-7"), is("ACTIVE"));
            assertThat(known(), hasSize(1));
        });
    }

    @Test
    public void forksAndPullRequestsWithoutTermsAndTargetsThatDoNotAllowItGetNothing() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "front");
            WorkflowRun fork = r.buildAndAssertStatus(Result.FAILURE, branch(r, "FORK-7", FILE + PER_PULL_REQUEST));
            r.assertLogContains("pull request 7 comes from a fork, and forks get no service of their own", fork);
            WorkflowRun without = r.buildAndAssertStatus(Result.FAILURE, branch(r, "PR-8", FILE));
            r.assertLogContains("this build belongs to pull request 8, and releases come from branches", without);
            assertThat(known(), is(empty()));

            WorkflowRun refused = r.buildAndAssertStatus(Result.FAILURE, branch(r, "PR-9", FILE + PER_PULL_REQUEST));
            r.assertLogContains("REFUSED", refused);
            r.assertLogContains("createService", refused);
            assertThat(done("CreateService"), is(0L));
            r.jenkins.getItemByFullName("shop/PR-9").delete();
            await(() -> known().get(0).failure().times() == 1);
            ShortLivedServices.get().failed(known().get(0), "absent", 0);
            ServiceRemovals.get().doRun();
            await(() -> known().isEmpty());
        });
    }

    @Test
    public void aVariableMakesNoPullRequestOfABranch() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "front, *-pr-*");
            WorkflowJob main = branch(r, "main", FILE + PER_PULL_REQUEST);
            main.setDefinition(new CpsFlowDefinition(
                    "withEnv(['CHANGE_ID=7']) { ecsRelease spec: \"\"\"" + FILE + PER_PULL_REQUEST
                            + "\"\"\", image: 'repo/app@sha256:" + "ab".repeat(32) + "' }",
                    true));

            r.buildAndAssertSuccess(main);

            assertThat(status("staging", "front"), is("ACTIVE"));
            assertThat(status("prod", "front"), is("ACTIVE"));
            assertThat(status("staging", "front-pr-7"), is("none"));
            assertThat(known(), is(empty()));
        });
    }

    @Test
    public void whatCannotBeDeletedIsShownToAdministratorsUntilItIs() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "*-pr-*");
            r.buildAndAssertSuccess(branch(r, "PR-7", FILE + PER_PULL_REQUEST));
            EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
            List<EcsTarget> targets = global.getTargets();
            List<EcsPath> paths = global.getPaths();
            try (BulkChange all = new BulkChange(global)) {
                global.setTargets(List.of());
                global.setPaths(List.of());
                all.commit();
            }

            r.jenkins.getItemByFullName("shop").delete();

            await(() -> known().get(0).failure().times() > 0);
            ShortLivedServices.get().failed(known().get(0), "the target does not exist", 0);
            LeftServices left = new LeftServices();
            assertThat(left.isActivated(), is(true));
            assertThat(
                    r.createWebClient().goTo("manage").asNormalizedText(),
                    containsString("staging/front-pr-7 (eu-central-1, target staging-eu) of shop/PR-7: the target"));
            assertThat(status("staging", "front-pr-7"), is("ACTIVE"));

            try (BulkChange all = new BulkChange(global)) {
                global.setTargets(targets);
                global.setPaths(paths);
                all.commit();
            }
            ServiceRemovals.get().doRun();

            await(() -> known().isEmpty());
            assertThat(status("staging", "front-pr-7"), is("INACTIVE"));
            assertThat(left.isActivated(), is(false));
        });
    }
}
