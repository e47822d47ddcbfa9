package io.jenkins.plugins.ecs.rollout.decide.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.rollout.RolloutTestCase;
import io.jenkins.plugins.ecs.rollout.SandboxRollout;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** With dryRun everything is worked out and nothing is done. */
public class DryRunTest extends RolloutTestCase {

    @After
    public void nothingWasChanged() {
        for (String change : new String[] {"RegisterTaskDefinition", "UpdateService", "StopServiceDeployment"}) {
            assertThat(change, sandbox.calls(change), is(empty()));
        }
    }

    @Test
    public void aNewImageWouldStartADeployment() {
        SandboxRollout rollout = rollout(request().dryRun(true));
        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(outcome.verdict().letsThePipelineGoOn(), is(true));
        assertThat(outcome.verdict().isGreen(), is(false));
        Plan plan = outcome.plan();
        assertThat(plan.startsDeployment(), is(true));
        assertThat(plan.reasons(), contains("taskDefinition changes"));
        assertThat(
                plan.definitionChanges(),
                contains("containerDefinitions[app].image: repo/app:1.0.0 -> repo/app:2.0.0"));
        assertThat(plan.serviceChanges(), contains("taskDefinition: api:1 -> a new revision of api"));
        assertThat(
                rollout.lines(),
                contains(
                        "Task definition:",
                        "- containerDefinitions[app].image: repo/app:1.0.0 -> repo/app:2.0.0",
                        "Service:",
                        "- taskDefinition: api:1 -> a new revision of api",
                        "Image of app: unknown: it is not in Amazon ECR",
                        "This would start a deployment: taskDefinition changes"));
    }

    @Test
    public void valuesOfSecretVariablesAreMasked() {
        Outcome outcome = rollout(request()
                        .changes(List.of(ContainerChange.of(null)
                                .environment(Map.of("DB_PASSWORD", "hunter2"))
                                .build()))
                        .dryRun(true))
                .run();

        assertThat(outcome.plan().definitionChanges().toString(), containsString("DB_PASSWORD"));
        assertThat(outcome.plan().definitionChanges().toString(), not(containsString("hunter2")));
    }

    @Test
    public void aCountAloneWouldStartNone() {
        Plan plan = rollout(request().changes(List.of()).desiredCount(5).dryRun(true))
                .run()
                .plan();

        assertThat(plan.startsDeployment(), is(false));
        assertThat(plan.serviceChanges(), contains("desiredCount: 2 -> 5"));
        assertThat(plan.summary(), is("would start no deployment: a new desiredCount alone starts none"));
    }

    @Test
    public void whatRunsAlreadyWouldStartNoneUnlessItIsForced() {
        Plan same = rollout(request().changes(List.of()).dryRun(true)).run().plan();
        Plan forced = rollout(
                        request().changes(List.of()).forceNewDeployment(true).dryRun(true))
                .run()
                .plan();

        assertThat(same.startsDeployment(), is(false));
        assertThat(same.reasons(), contains("the service already runs this task definition"));
        assertThat(forced.startsDeployment(), is(true));
        assertThat(forced.reasons(), contains("forceNewDeployment is set"));
    }

    @Test
    public void anExistingRevisionIsNamed() {
        String arn = sandbox.region()
                .taskDefinition(
                        "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"requiresCompatibilities\":[\"FARGATE\"],"
                                + "\"cpu\":\"256\",\"memory\":\"512\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":"
                                + "\"repo/app:3.0.0\",\"portMappings\":[{\"containerPort\":8080}]}]}");
        Plan plan = rollout(request().changes(List.of()).taskDefinition(arn).dryRun(true))
                .run()
                .plan();

        assertThat(plan.serviceChanges(), contains("taskDefinition: api:1 -> api:2"));
        assertThat(plan.startsDeployment(), is(true));
    }

    @Test
    public void whatCannotBeDoneCannotBePlanned() {
        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "shop").dryRun(true))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.plan(), is(nullValue()));
        assertThat(outcome.cause(), containsString("there is no service 'shop'"));
    }

    @Test
    public void digestsAreLookedUpInEcr() {
        String image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:2.0.0";
        DeployRequestBuilder asked = request()
                .changes(List.of(ContainerChange.of(null).image(image).build()))
                .dryRun(true);
        Plan known = rollout(asked).run().plan();
        sandbox.deny("ecr:DescribeImages");
        Plan denied = rollout(asked).run().plan();
        Plan elsewhere = rollout(request().dryRun(true)).run().plan();

        assertThat(known.digests(), is(Map.of("app", sandbox.images().digest(image))));
        assertThat(denied.digests().get("app"), containsString("ecr:DescribeImages"));
        assertThat(elsewhere.digests(), is(Map.of("app", "unknown: it is not in Amazon ECR")));
    }

    @Test
    public void aPlanSurvivesARestart() {
        SandboxRollout rollout = rollout(request().dryRun(true)).killAtSave(1, true);
        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.PLANNED));
        assertThat(rollout.lines(), hasItem("(restart)"));
    }
}
