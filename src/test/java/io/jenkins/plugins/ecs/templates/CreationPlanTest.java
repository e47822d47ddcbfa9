package io.jenkins.plugins.ecs.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;
import org.junit.Test;

/** What the first release of a service creates, before AWS is asked. */
public class CreationPlanTest {

    private static CreationPlan plan(Drafts drafts, String file) {
        TeamFile.Reading reading = TeamFile.read("service: mails\ntemplate: web@1.2.0\n" + file);
        assertThat(reading.problems(), is(empty()));
        Rendering rendering = Rendering.of(drafts.template(), reading.file(), "production", "IMAGE");
        return CreationPlan.of(rendering, "mails");
    }

    @Test
    public void theTaskDefinitionAndTheServiceAreNamedWithTheirSizes() {
        assertThat(
                plan(new Drafts(), "environments: {production: {parameters: {tasks: 6, size: 512/1024}}}\n")
                        .lines(),
                contains(
                        "Task definition mails: a first revision, with the container app, size 512/1024",
                        "Service mails: created, with 6 tasks"));
    }

    @Test
    public void scalingAndLookUpsArePartOfIt() {
        Drafts drafts = new Drafts();
        drafts.taskDefinition = Drafts.TASK.replace("family:", "executionRoleArn: ${cfn:base.Role}\nfamily:");
        CreationPlan plan = plan(drafts, "scaling: {min: 2, max: 8}\nparameters: {tasks: 1}\n");
        assertThat(
                plan.lines(),
                contains(
                        "Task definition mails: a first revision, with the container app, size 256/512",
                        "Service mails: created, with 1 task",
                        "Scaling: from 2 to 8 tasks",
                        "Looked up by the release: cfn:base.Role"));
        assertThat(plan.lookUps(), contains("cfn:base.Role"));
        assertThat("it is not known", plan.roles(), is(empty()));
    }

    @Test
    public void aServiceOnEachInstanceHasNoNumber() {
        Drafts drafts = new Drafts();
        drafts.parameters.removeIf(
                each -> each.name().equals("tasks") || each.name().equals("subnets"));
        drafts.taskDefinition = Drafts.TASK.replace("networkMode: awsvpc\nrequiresCompatibilities: [FARGATE]\n", "");
        drafts.serviceDefinition = "schedulingStrategy: DAEMON\nlaunchType: EC2\n";
        assertThat(plan(drafts, "").lines().get(1), is("Service mails: created, with a task on each instance"));
    }

    @Test
    public void rulesGetWhatTheDefinitionsHave() {
        Drafts drafts = new Drafts();
        drafts.taskDefinition = Drafts.TASK.replace(
                        "family:",
                        "taskRoleArn: arn:aws:iam::123456789012:role/app\nexecutionRoleArn: some-name\nfamily:")
                + "  - {name: proxy, image: \"registry.example.com/proxy:1.0.0\"}\n";
        drafts.serviceDefinition = Drafts.SERVICE
                + "deploymentConfiguration: {deploymentCircuitBreaker: {enable: true, rollback: true}}\n";
        CreationPlan plan = plan(drafts, "");
        assertThat(plan.otherImages(), is(Map.of("proxy", "registry.example.com/proxy:1.0.0")));
        assertThat(plan.roles(), contains("arn:aws:iam::123456789012:role/app"));
        assertThat(plan.circuitBreaker(), is(true));
        assertThat(plan(new Drafts(), "").circuitBreaker(), is(nullValue()));
    }
}
