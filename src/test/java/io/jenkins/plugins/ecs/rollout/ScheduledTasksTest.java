package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Test;

/** {@code scheduledTasks}: what follows a deployment, when, and what is never touched. */
public class ScheduledTasksTest extends RolloutTestCase {

    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api";
    private static final String ROLE = "arn:aws:iam::123456789012:role/events";

    @Before
    public void scheduleTasks() {
        rule("nightly", "1", FAMILY + ":1");
        schedule("jobs", "weekly", FAMILY + ":1", "DISABLED");
    }

    private void rule(String name, String id, String definition) {
        events("PutRule", "{'Name':'" + name + "','ScheduleExpression':'rate(1 day)'}");
        events(
                "PutTargets",
                "{'Rule':'" + name + "','Targets':[{'Id':'" + id + "','Arn':'" + CLUSTER + "','RoleArn':'" + ROLE
                        + "','EcsParameters':{'TaskDefinitionArn':'" + definition + "'}}]}");
    }

    private void schedule(String group, String name, String definition, String state) {
        JsonNode answer = scheduler(
                "CreateSchedule",
                "{'Name':'" + name + "','GroupName':'" + group + "','State':'" + state
                        + "','ScheduleExpression':'cron(0 2 * * ? *)','ScheduleExpressionTimezone':'Europe/Berlin',"
                        + "'FlexibleTimeWindow':{'Mode':'OFF'},'Target':{'Arn':'" + CLUSTER + "','RoleArn':'" + ROLE
                        + "','EcsParameters':{'TaskDefinitionArn':'" + definition + "'}}}");
        assertThat(answer.has("ScheduleArn"), is(true));
    }

    private JsonNode events(String operation, String json) {
        return sandbox.answer("AWSEvents", operation, object(json), Duration.ZERO)
                .body();
    }

    private JsonNode scheduler(String operation, String json) {
        return sandbox.answer("AWSScheduler", operation, object(json), Duration.ZERO)
                .body();
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private String ofRule(String name) {
        return events("ListTargetsByRule", "{'Rule':'" + name + "'}")
                .at("/Targets/0/EcsParameters/TaskDefinitionArn")
                .asText();
    }

    private JsonNode ofSchedule(String group, String name) {
        return scheduler("GetSchedule", "{'GroupName':'" + group + "','Name':'" + name + "'}");
    }

    private String revisionOf(String group, String name) {
        return ofSchedule(group, name)
                .at("/Target/EcsParameters/TaskDefinitionArn")
                .asText();
    }

    private static DeployRequestBuilder deploy(String scheduledTasks) {
        return request().with(Setting.SCHEDULED_TASKS, scheduledTasks);
    }

    @Test
    public void aDeploymentThatIsRolledBackMovesNothing() {
        sandbox.scenarios().image(NEW, Scenario.CRASH);

        Outcome outcome = rollout(deploy("family")).run();

        assertThat(outcome.verdict(), is(Verdict.ROLLED_BACK));
        assertThat(ofRule("nightly"), is(FAMILY + ":1"));
        assertThat(sandbox.calls("PutTargets"), empty());
        assertThat(sandbox.calls("UpdateSchedule"), empty());
    }

    @Test
    public void whatCannotBeMovedIsReportedAndTheRestMoves() {
        schedule("jobs", "monthly", FAMILY + ":1", "ENABLED");
        sandbox.faults().on("UpdateSchedule").times(1).denied();

        SandboxRollout rollout =
                rollout(deploy("rule:nightly, schedule:jobs/monthly, schedule:jobs/weekly, rule:gone"));
        Outcome outcome = rollout.run();

        DeploymentView page = new DeploymentView("id", outcome, null, 0);
        assertThat(page.getMovedSchedules(), is(outcome.movedSchedules()));
        assertThat(page.getScheduleProblems(), is(outcome.scheduleProblems()));
        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(ofRule("nightly"), is(FAMILY + ":2"));
        assertThat(revisionOf("jobs", "monthly"), is(FAMILY + ":1"));
        assertThat(revisionOf("jobs", "weekly"), is(FAMILY + ":2"));
        assertThat(
                outcome.scheduleProblems(),
                contains(
                        containsString("schedule:jobs/monthly still runs the old revision: these credentials are not"
                                + " authorized to perform scheduler:UpdateSchedule"),
                        containsString("rule:gone does not exist")));
    }

    @Test
    public void aRepeatedBuildMovesTheRest() {
        sandbox.deny("events:PutTargets");
        rollout(deploy("family")).run();
        sandbox.allow("events:PutTargets");

        SandboxRollout again = rollout(deploy("family"));
        Outcome outcome = again.run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(ofRule("nightly"), is(FAMILY + ":2"));
        assertThat(outcome.movedSchedules(), contains("Scheduled task rule:nightly: api:1 -> api:2"));
        assertThat(again.lines(), hasItem("Scheduled task schedule:jobs/weekly already runs api:2"));
    }

    @Test
    public void aTargetThatIsNotTakenIsReported() {
        sandbox.region().refuseTarget("1", "InternalException");

        Outcome outcome = rollout(deploy("rule:nightly")).run();

        assertThat(outcome.scheduleProblems(), contains(containsString("InternalException: Target 1 was not taken")));
    }

    /** Nothing of the service changes, so no rule was asked before. */
    @Test
    public void rulesAreAskedBeforeADeploymentWithoutChangesMovesScheduledTasks() {
        sandbox.deny("events:PutTargets");
        rollout(deploy("rule:nightly")).run();
        sandbox.allow("events:PutTargets");

        Outcome outcome = rollout(deploy("rule:nightly"))
                .guardedBy(change -> new Judgement(List.of("not on Fridays"), List.of()))
                .run();

        assertThat(outcome.verdict(), is(Verdict.NO_CHANGE));
        assertThat(outcome.scheduleProblems(), hasItem(containsString("blocked by policy: not on Fridays")));
        assertThat(ofRule("nightly"), is(FAMILY + ":1"));
    }

    /** Rules that were asked about the service know nothing of the cluster in which a named scheduled task runs. */
    @Test
    public void rulesAreAskedAboutTheOtherClusterOfANamedScheduledTask() {
        scheduler(
                "CreateSchedule",
                "{'Name':'elsewhere','GroupName':'jobs','State':'ENABLED','ScheduleExpression':'rate(1 day)',"
                        + "'FlexibleTimeWindow':{'Mode':'OFF'},'Target':{'Arn':'" + CLUSTER.replace("prod", "batch")
                        + "','RoleArn':'" + ROLE + "','EcsParameters':{'TaskDefinitionArn':'" + FAMILY + ":1'}}}");
        List<String> asked = new ArrayList<>();

        Outcome outcome = rollout(deploy("schedule:jobs/elsewhere, rule:nightly"))
                .guardedBy(change -> {
                    asked.add(change.cluster() + " " + change.subject().clusterArn());
                    return change.cluster().equals("batch")
                            ? new Judgement(List.of("only prod"), List.of())
                            : Judgement.ALLOWED;
                })
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(asked, hasItem("batch " + CLUSTER.replace("prod", "batch")));
        assertThat(revisionOf("jobs", "elsewhere"), is(FAMILY + ":1"));
        assertThat(ofRule("nightly"), is(FAMILY + ":2"));
        assertThat(
                outcome.scheduleProblems(),
                contains("scheduled task schedule:jobs/elsewhere still runs the old revision: blocked by policy: only"
                        + " prod"));
    }

    @Test
    public void aChangeAtTheSameTimeIsRepeated() {
        sandbox.region().refuseTarget("1", "ConcurrentModificationException");

        Outcome outcome = rollout(deploy("rule:nightly")).run();

        assertThat(outcome.scheduleProblems(), empty());
        assertThat(ofRule("nightly"), is(FAMILY + ":2"));
    }

    @Test
    public void throttlingIsWaitedOut() {
        sandbox.faults().on("ListSchedules").times(2).throttle();
        sandbox.faults().on("UpdateSchedule").times(6).throttle();

        Outcome outcome = rollout(deploy("family")).run();

        assertThat(outcome.scheduleProblems(), empty());
        assertThat(revisionOf("jobs", "weekly"), is(FAMILY + ":2"));
    }

    @Test
    public void anAnswerThatIsLostIsLookedFor() {
        sandbox.faults().on("UpdateSchedule").times(1).resetAfterEffect();

        Outcome outcome = rollout(deploy("family")).run();

        assertThat(outcome.scheduleProblems(), empty());
        assertThat(sandbox.calls("UpdateSchedule").size(), is(1));
        assertThat(outcome.movedSchedules().size(), is(2));
    }

    @Test
    public void aKilledControllerMovesTheRestAfterItsRestart() {
        int saves = savesAfterVerification("family");
        for (int kill = 1; kill <= saves; kill++) {
            for (boolean beforeItIsOnDisk : new boolean[] {true, false}) {
                stopAndStartAnew();
                SandboxRollout rollout = rollout(deploy("family"));
                rollout.runUntil(state -> state.phase() == Phase.SCHEDULING);
                Outcome outcome = rollout.killAtSave(kill, beforeItIsOnDisk).run();
                String where = "killed at save " + kill;
                assertThat(where, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(where, ofRule("nightly"), is(FAMILY + ":2"));
                assertThat(where, revisionOf("jobs", "weekly"), is(FAMILY + ":2"));
            }
        }
    }

    private int savesAfterVerification(String selection) {
        SandboxRollout rollout = rollout(deploy(selection));
        rollout.runUntil(state -> state.phase() == Phase.SCHEDULING);
        int before = rollout.saves();
        rollout.run();
        return rollout.saves() - before;
    }

    private void stopAndStartAnew() {
        sandbox = newSandbox(true);
        scheduleTasks();
    }

    @Test
    public void allThatRunsTheFamilyInTheClusterMovesAndNothingElseChanges() {
        rule("other-family", "1", FAMILY + "-worker:3");
        rule("latest", "1", FAMILY);
        JsonNode before = ofSchedule("jobs", "weekly");

        SandboxRollout rollout = rollout(deploy("family"));
        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                outcome.movedSchedules(),
                contains(
                        "Scheduled task rule:nightly: api:1 -> api:2",
                        "Scheduled task schedule:jobs/weekly: api:1 -> api:2"));
        assertThat(ofRule("other-family"), is(FAMILY + "-worker:3"));
        assertThat(ofRule("latest"), is(FAMILY));
        assertThat(rollout.lines(), hasItem(containsString("rule:latest names no revision")));
        ObjectNode after = ofSchedule("jobs", "weekly").deepCopy();
        after.withObject("/Target").withObject("/EcsParameters").put("TaskDefinitionArn", FAMILY + ":1");
        after.set("LastModificationDate", before.get("LastModificationDate"));
        assertThat(after, is(before));
    }

    @Test
    public void aScheduleThatStartedLongAgoIsMovedWithoutItsStart() {
        scheduler(
                "CreateSchedule",
                "{'Name':'old','ScheduleExpression':'cron(0 2 * * ? *)','FlexibleTimeWindow':{'Mode':'OFF'},"
                        + "'StartDate':" + sandbox.clock().instant().getEpochSecond() + ",'Target':{'Arn':'" + CLUSTER
                        + "','RoleArn':'" + ROLE + "','EcsParameters':{'TaskDefinitionArn':'" + FAMILY + ":1'}}}");
        sandbox.clock().advance(Duration.ofHours(1));

        Outcome outcome = rollout(deploy("schedule:old")).run();

        assertThat(outcome.scheduleProblems(), empty());
        assertThat(revisionOf("default", "old"), is(FAMILY + ":2"));
    }

    @Test
    public void aRollbackTakesThemAlong() {
        rollout(deploy("family")).run();
        assertThat(ofRule("nightly"), is(FAMILY + ":2"));

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .goesBack(true)
                        .with(Setting.SCHEDULED_TASKS, "family"))
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(ofRule("nightly"), is(FAMILY + ":1"));
        assertThat(revisionOf("jobs", "weekly"), is(FAMILY + ":1"));
    }

    @Test
    public void anAbortMeanwhileLeavesTheRestAndTheVerdict() {
        SandboxRollout rollout = rollout(deploy("family"));
        rollout.runUntil(state -> state.phase() == Phase.SCHEDULING);
        long verified = sandbox.clock().millis();
        sandbox.clock().advance(Duration.ofMinutes(1));

        Outcome outcome = rollout.abort("a user").run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat("when it was verified", outcome.finishedAt(), is(verified));
        assertThat(outcome.scheduleProblems(), contains(containsString("could not be listed")));
        assertThat(ofRule("nightly"), is(FAMILY + ":1"));
    }

    @Test
    public void aRevisionThatAScheduleRunsStaysRegistered() {
        for (int i = 0; i < 3; i++) {
            sandbox.region().taskDefinition(definition(i));
        }

        rollout(request().with(Setting.KEEP_REVISIONS, 1)).run();

        String all = sandbox.region()
                .call("ListTaskDefinitions", "{\"familyPrefix\":\"api\"}")
                .toString();
        assertThat(all, containsString("/api:1\""));
        assertThat(all, containsString("/api:5\""));
        assertThat(all.contains("/api:3\""), is(false));
    }

    @Test
    public void whereSchedulesCannotBeReadNothingIsDeregistered() {
        for (int i = 0; i < 3; i++) {
            sandbox.region().taskDefinition(definition(i));
        }
        sandbox.deny("scheduler:ListSchedules");

        SandboxRollout rollout = rollout(request().with(Setting.KEEP_REVISIONS, 1));
        rollout.run();

        assertThat(sandbox.calls("DeregisterTaskDefinition"), empty());
        assertThat(rollout.lines(), hasItem(containsString("scheduler:ListSchedules")));
    }

    private static String definition(int i) {
        return "{\"family\":\"api\",\"networkMode\":\"awsvpc\",\"cpu\":\"256\",\"memory\":\"512\","
                + "\"requiresCompatibilities\":[\"FARGATE\"],\"containerDefinitions\":[{\"name\":\"app\",\"image\":"
                + "\"repo/app:x" + i + "\"}]}";
    }
}
