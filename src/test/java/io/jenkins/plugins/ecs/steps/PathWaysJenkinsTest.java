package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.BulkChange;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.EcsFolderProperty;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Ways around a path through Jenkins itself: a folder's old file, and the replay of a build with another script. */
public class PathWaysJenkinsTest extends EcsJenkinsTest {

    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String OTHER = "sha256:" + "cd".repeat(32);

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Before
    public void configurePath() throws Exception {
        configure(r);
        sandbox.cluster("staging");
        sandbox.service("staging", "api", s -> s.image("repo/app:1.0.0").desiredCount(2));
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPolicy policy = new EcsPolicy();
        policy.setPathRequired("web");
        prod.setPolicy(policy);
        EcsPathEnvironment production = new EcsPathEnvironment("production", "prod-eu");
        production.setFrom("staging");
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path("web", new EcsPathEnvironment("staging", "staging-eu"), production)));
            all.commit();
        }
    }

    private static EcsPath path(String name, EcsPathEnvironment... environments) {
        EcsPath path = new EcsPath(name);
        path.setEnvironments(List.of(environments));
        return path;
    }

    private static String release(String digest, String more) {
        return "ecsRelease service: 'api', image: 'repo/app@" + digest + "'" + more;
    }

    /** The form refuses such a folder; a file from before, or a script, may still have it. */
    @Test
    public void aPathOfAFolderWithTheSameNameIsIgnoredAndSaysSo() throws Exception {
        Folder shop = r.createProject(Folder.class, "shop");
        EcsFolderProperty property = new EcsFolderProperty();
        property.setPaths(List.of(path("web", new EcsPathEnvironment("production", "prod-eu"))));
        shop.addProperty(property);
        WorkflowJob job = shop.createProject(WorkflowJob.class, "p");
        job.setDefinition(new CpsFlowDefinition(release(DIGEST, ", path: 'web', to: 'production'"), true));

        WorkflowRun build = r.buildAndAssertStatus(Result.FAILURE, job);

        r.assertLogContains("Path web of folder shop is ignored: an outer level defines a path of that name", build);
        r.assertLogContains("these digests are not proven in staging", build);
        assertThat(calls("UpdateService"), is(0L));
    }

    @Test
    public void aReplayWithAnotherScriptGoesNoOtherWay() throws Exception {
        WorkflowJob job = job(r, "p", release(DIGEST, ", to: 'staging'"));
        WorkflowRun first = r.buildAndAssertSuccess(job);
        long before = calls("UpdateService");

        Run<?, ?> skips = replay(first, release(OTHER, ", to: 'production'"));
        r.assertBuildStatus(Result.FAILURE, skips);
        r.assertLogContains("these digests are not proven in staging", skips);
        Run<?, ?> direct = replay(first, DEPLOY);
        r.assertBuildStatus(Result.FAILURE, direct);
        r.assertLogContains("only a release on path web may change this", direct);
        assertThat("nothing was changed", calls("UpdateService"), is(before));

        r.assertBuildStatus(Result.SUCCESS, replay(first, release(DIGEST, ", to: 'production'")));
    }

    private long calls(String operation) {
        return sandbox.calls(operation).size();
    }

    private static Run<?, ?> replay(WorkflowRun build, String script) throws Exception {
        return (Run<?, ?>)
                build.getAction(ReplayAction.class).run(script, Map.of(), false).get();
    }
}
