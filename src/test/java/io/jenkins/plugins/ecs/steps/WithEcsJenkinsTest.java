package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.steps.withecs.WithEcsStep;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The block's form, and that its credentials are seen by nobody but the commands in it. */
public class WithEcsJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Rule
    public final TemporaryFolder outside = new TemporaryFolder();

    @Test
    public void formAndSnippetRoundTrip() throws Exception {
        WithEcsStep step = new WithEcsStep();
        step.setTarget("prod-eu");
        step.setCluster("prod");
        step.setExternalId("partner-7");
        step.setExportCredentials(true);

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
        WithEcsStep simple = new WithEcsStep();
        simple.setTarget("prod-eu");
        new SnippetizerTester(r).assertRoundTrip(simple, "withEcs(target: 'prod-eu') {\n    // some block\n}");
    }

    @Test
    public void commandsOnAnAgentGetASessionThatNobodySees() throws Exception {
        configure(r);
        r.createOnlineSlave(hudson.model.Label.get("remote"));
        Path canary = outside.getRoot().toPath().resolve("canary");
        WorkflowRun build = started(job(
                r,
                "export",
                "node('remote') { withEcs(exportCredentials: true) {\n"
                        + "  sh 'set +x; printf \"%s\\n\" $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN > "
                        + canary + "'\n"
                        + "  sh 'env | sort; echo \"key: $AWS_SECRET_ACCESS_KEY\"'\n"
                        + "  echo \"token: ${env.AWS_SESSION_TOKEN}\"\n"
                        + "  semaphore 'inside'\n"
                        + "  error \"failed with ${env.AWS_SECRET_ACCESS_KEY}\"\n"
                        + "} }"));
        SemaphoreStep.waitForStart("inside/1", build);
        List<String> secrets = Files.readAllLines(canary);
        assertThat(secrets.get(0), not(EcsSandbox.ACCESS_KEY_ID));
        assertThat(secrets.get(2).isEmpty(), is(false));
        assertNowhere(secrets, build);

        SemaphoreStep.success("inside/1", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(build));

        r.assertLogContains("key: ****", build);
        r.assertLogContains("token: ****", build);
        r.assertLogContains("failed with ****", build);
        r.assertLogContains("AWS_REGION=eu-central-1", build);
        // What a script itself puts into a failure, Jenkins keeps with the node of that step.
        String log = JenkinsRule.getLog(build);
        secrets.forEach(secret -> assertThat(log, not(containsString(secret))));
    }

    /** Neither in the log nor in any file of the build. */
    private void assertNowhere(List<String> secrets, WorkflowRun build) throws Exception {
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String secret : secrets) {
                    assertThat(file.toString(), text.contains(secret), is(false));
                }
            }
        }
    }

    @Test
    public void aRuleForbidsIt() throws Exception {
        configure(r);
        EcsPolicy policy = new EcsPolicy();
        policy.setExportForbidden(true);
        EcsGlobalConfiguration.get().setPolicy(policy);

        WorkflowRun build = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "export", "withEcs(exportCredentials: true) { echo 'inside' }"));

        String log = JenkinsRule.getLog(build);
        assertThat(
                log,
                containsString(
                        "blocked by policy: AWS credentials must not be passed to scripts (rule 'exportForbidden' of the global settings"));
        assertThat(log, not(containsString("inside\n")));
        assertThat(
                "AWS is only asked whose they are",
                sandbox.calls("GetSessionToken").size(),
                is(0));
    }

    @Test
    public void noCredentialsMeansNoBlock() throws Exception {
        configure(r);
        sandbox.faults().on("GetSessionToken").denied();

        WorkflowRun build = r.buildAndAssertStatus(
                Result.FAILURE, job(r, "export", "withEcs(exportCredentials: true) { echo 'inside' }"));

        r.assertLogContains("withEcs: there are no credentials to give to the block", build);
    }
}
