package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import hudson.BulkChange;
import hudson.model.Result;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.config.EcsTemplateParameter;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** {@code ecsRelease spec: …} in a real Jenkins: created from a template, which a restart does not change. */
public class EcsReleaseTemplateJenkinsTest extends EcsJenkinsTest {

    private static final String FILE = "service: front\\ntemplate: web@1\\npath: web\\nvariables: {LEVEL: info}\\n"
            + "environments: {production: {parameters: {tasks: 2}}}\\n";
    private static final String RELEASE =
            "ecsRelease spec: '''" + FILE + "''', image: 'repo/app@sha256:" + "ab".repeat(32) + "'";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Before
    public void addStaging() {
        sandbox.cluster("staging");
    }

    private static EcsTemplate template(String version, int memory) {
        EcsTemplate template = new EcsTemplate("web", version);
        template.setOwner("the platform team");
        template.setOpen("variables");
        EcsTemplateParameter tasks = new EcsTemplateParameter("tasks", "integer");
        tasks.setDefaultValue("1");
        tasks.setPerEnvironment(true);
        template.setParameters(List.of(tasks));
        template.setTaskDefinition("family: \"{{ service }}\"\ncontainerDefinitions:\n"
                + "- {name: app, image: \"{{ image }}\", memory: " + memory + "}\n");
        template.setServiceDefinition("desiredCount: \"{{ tasks }}\"\n");
        return template;
    }

    private void configurePath(JenkinsRule r, String soak, EcsTemplate... templates) throws Exception {
        configure(r);
        EcsTarget staging = new EcsTarget("staging-eu");
        staging.setCluster("staging");
        EcsTarget prod = new EcsTarget("prod-eu");
        prod.setCluster("prod");
        EcsPathEnvironment first = new EcsPathEnvironment("staging", "staging-eu");
        EcsPathEnvironment second = new EcsPathEnvironment("production", "prod-eu");
        second.setFrom("staging");
        second.setSoak(soak);
        EcsPath path = new EcsPath("web");
        path.setEnvironments(List.of(first, second));
        EcsGlobalConfiguration global = EcsGlobalConfiguration.get();
        try (BulkChange all = new BulkChange(global)) {
            global.setTargets(List.of(staging, prod));
            global.setPaths(List.of(path));
            global.setTemplates(List.of(templates));
            all.commit();
        }
    }

    private static WorkflowRun build(JenkinsRule r, String job) {
        return r.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    public void aRestartKeepsTheVersionAndANewerOneDoesNotLeakIn() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "4h", template("1.0.0", 256));
            WorkflowRun b = started(job(r, "p", RELEASE));
            r.waitForMessage("production waits: soaked ", b);
            r.assertLogContains("Rendered from template web@1.0.0", b);
            HtmlPage page = r.createWebClient().getPage(b, "ecs-deployments/");
            assertThat(page.asNormalizedText(), containsString("Template web@1.0.0"));
            configurePath(r, "1s", template("1.0.0", 256), template("1.1.0", 512));
        });
        sessions.then(r -> {
            WorkflowRun b = build(r, "p");
            r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(b));
            r.assertLogContains("[ecsRelease] SUCCESS: front on path web", b);
            List<String> memory = new ArrayList<>();
            sandbox.calls("RegisterTaskDefinition")
                    .forEach(call -> memory.add(
                            call.request().at("/containerDefinitions/0/memory").asText()));
            assertThat(memory.stream().distinct().toList(), is(List.of("256")));
            assertThat("one in each environment", done("CreateService"), is(2L));
        });
    }

    @Test
    public void whatTheTemplateDoesNotTakeFailsBeforeAwsIsCalled() throws Throwable {
        sessions.then(r -> {
            configurePath(r, "1s", template("1.0.0", 256));
            WorkflowRun b = r.waitForCompletion(
                    started(job(r, "p", RELEASE.replace("variables:", "privileged: true\\nvariables:"))));
            r.assertBuildStatus(Result.FAILURE, b);
            r.assertLogContains("ecs.yaml, line 4, column 13 (privileged): 'privileged' cannot be set here", b);
            r.assertLogContains("ask the platform team", b);
            assertThat(done("CreateService"), is(0L));
        });
    }
}
