package io.jenkins.plugins.ecs.operations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.state.OperationPhase;
import io.jenkins.plugins.ecs.operations.state.OperationState;
import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.Deletable;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.PinnedImages;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.ProtectedDays;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** {@code ecsDelete}: what may be deleted, in which order, and what is left behind. */
public class DeleteTest extends OperationTestCase {

    private static final Goal.Delete PLAIN = new Goal.Delete(true, false, false, false);
    private static final Goal.Delete ALL = new Goal.Delete(true, true, true, true);
    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api";

    private final List<Rule> rules = new ArrayList<>(List.of(new Deletable(List.of("prod/*"))));
    private Change.OtherDeployment other;

    private SandboxOperation delete(Goal.Delete goal) {
        return delete(goal, "api", null);
    }

    /** With the rules of all of Jenkins as they are evaluated there. */
    private SandboxOperation delete(Goal.Delete goal, String service, String forcedBy) {
        return operation(goal, service, forcedBy).guardedBy(new OperationPolicy() {
            @Override
            public Judgement judge(Change change) {
                Policy policy = new Policy("all of Jenkins", "", List.copyOf(rules), null);
                Change.Context context = new Change.Context(null, true, List.of("eve"), Evidence.NONE, null, null);
                return new Rulebook(List.of(policy), List.of(), List.of())
                        .judge(null, change.in(context), sandbox.clock().instant());
            }

            @Override
            public Change.OtherDeployment newestOfOthers(OperationState state) {
                return other;
            }
        });
    }

    private void refused(OperationOutcome outcome, String cause) {
        assertThat(outcome.message(), outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString(cause));
        assertThat(changes(), is(0));
        assertThat(status(), is("ACTIVE"));
    }

    private String status() {
        return service().path("status").asText();
    }

    private void schedule(String group, String name) {
        answer(
                "AWSScheduler",
                "CreateSchedule",
                "{'Name':'" + name + "','GroupName':'" + group + "','ScheduleExpression':'rate(1 day)',"
                        + "'FlexibleTimeWindow':{'Mode':'OFF'},'Target':{'Arn':'" + CLUSTER + "','RoleArn':'r',"
                        + "'EcsParameters':{'TaskDefinitionArn':'" + FAMILY + ":1'}}}");
    }

    private void rule(String name, String... targets) {
        answer("AWSEvents", "PutRule", "{'Name':'" + name + "','ScheduleExpression':'rate(1 day)'}");
        answer("AWSEvents", "PutTargets", "{'Rule':'" + name + "','Targets':[" + String.join(",", targets) + "]}");
    }

    private static String runs(String id, String taskDefinition) {
        return "{'Id':'" + id + "','Arn':'" + CLUSTER + "','EcsParameters':{'TaskDefinitionArn':'" + taskDefinition
                + "'}}";
    }

    private JsonNode answer(String target, String operation, String json) {
        return sandbox.answer(target, operation, object(json), Duration.ZERO).body();
    }

    private List<String> targets(String rule) {
        return answer("AWSEvents", "ListTargetsByRule", "{'Rule':'" + rule + "'}")
                .path("Targets")
                .findValuesAsText("Id");
    }

    private int schedules() {
        return answer("AWSScheduler", "ListSchedules", "{}").path("Schedules").size();
    }

    private List<String> revisions() {
        List<String> arns = new ArrayList<>();
        sandbox.region()
                .call("ListTaskDefinitions", "{\"familyPrefix\":\"api\"}")
                .path("taskDefinitionArns")
                .forEach(arn -> arns.add(arn.asText()));
        return arns;
    }

    @Test
    public void withoutARuleOnlyAServiceWithTheTagIsDeleted() {
        rules.clear();
        refused(
                delete(PLAIN).run(),
                "service prod/api must not be deleted: no rule 'deletable' allows it, and it was not created by this plugin with"
                        + " the tag jenkins:ephemeral");

        sandbox.service(
                "prod",
                "pr-7",
                service -> service.tag("jenkins:ephemeral", "true").tag("jenkins:created-by", "shop"));
        assertThat(delete(PLAIN, "pr-7", null).run().verdict(), is(Verdict.SUCCESS));

        sandbox.service(
                "prod",
                "pr-8",
                service -> service.tag("jenkins:ephemeral", "false").tag("jenkins:created-by", "shop"));
        assertThat(delete(PLAIN, "pr-8", null).run().verdict(), is(Verdict.REFUSED));
    }

    @Test
    public void aTagThatWasGivenToAServiceLaterAllowsNothing() {
        rules.clear();
        sandbox.service("prod", "web", service -> service.tag("jenkins:ephemeral", "true"));

        refused(delete(PLAIN, "web", null).run(), "was not created by this plugin with the tag jenkins:ephemeral");
    }

    @Test
    public void aTagThatIsTakenAwayMeanwhileStopsTheDeletion() {
        rules.clear();
        sandbox.service(
                "prod",
                "pr-7",
                service ->
                        service.desiredCount(1).tag("jenkins:ephemeral", "true").tag("jenkins:created-by", "shop"));
        SandboxOperation delete = delete(PLAIN, "pr-7", null);
        delete.runUntil(state -> state.phase() == OperationPhase.DELETING);
        sandbox.region()
                .call(
                        "UntagResource",
                        "{\"resourceArn\":\"arn:aws:ecs:eu-central-1:123456789012:service/prod/pr-7\","
                                + "\"tagKeys\":[\"jenkins:ephemeral\"]}");

        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.STOPPED));
        assertThat(sandbox.calls("DeleteService"), empty());
    }

    @Test
    public void aRuleForOtherServicesRefusesAlsoOneWithTheTag() {
        rules.clear();
        rules.add(new Deletable(List.of("pr-*", "test/*")));
        sandbox.service(
                "prod",
                "web",
                service -> service.tag("jenkins:ephemeral", "true").tag("jenkins:created-by", "shop"));

        refused(delete(PLAIN, "web", null).run(), "service prod/web must not be deleted; deletable: pr-*, test/*");
    }

    @Test
    public void tagsThatCannotBeReadAllowNothing() {
        rules.clear();
        sandbox.deny("ecs:ListTagsForResource");
        SandboxOperation delete = delete(PLAIN);

        refused(delete.run(), "must not be deleted");
        assertThat(
                delete.lines(), hasItem("Warning: the tags of the service cannot be read (ecs:ListTagsForResource)"));
    }

    @Test
    public void whatAnotherJobDeployedLatelyIsProtectedUnlessAUserForcesIt() {
        long day = Duration.ofDays(1).toMillis();
        other = new Change.OtherDeployment("shop/release", 7, sandbox.clock().millis() - 3 * day);
        refused(
                delete(PLAIN).run(),
                "the job shop/release has deployed this service in its build #7, 72 h ago, and services that another job"
                        + " deployed within 14 days are protected; a user who starts the build may set 'force: true'");

        rules.add(new ProtectedDays(2));
        assertThat(delete(PLAIN).runUntil(OperationState::hasActed).verdict() == Verdict.REFUSED, is(false));

        rules.add(new ProtectedDays(30));
        sandbox = newSandbox();
        refused(delete(PLAIN).run(), "within 30 days are protected");
        assertThat(delete(PLAIN, "api", "alice").run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void otherRulesApplyAsWell() {
        rules.add(new TargetRequired());
        refused(delete(PLAIN).run(), "no target is set");
        rules.remove(1);
        rules.add(new ApprovalForProduction(List.of(), false, Duration.ofHours(1)));
        refused(delete(PLAIN).run(), "no approval in this build");
    }

    @Test
    public void rulesAboutImagesAndDeploymentsDoNotApply() {
        rules.add(new PinnedImages(true, List.of()));
        rules.add(new CircuitBreakerRequired());
        rules.add(new AllowedValues(AllowedValues.Kind.REGISTRIES, List.of("example.com")));

        assertThat(delete(PLAIN).run().verdict(), is(Verdict.SUCCESS));
    }

    @Test
    public void anExpressServiceIsRefusedWithTheRightOperation() {
        sandbox.service("prod", "web", service -> service.with("resourceManagementType", "\"ECS\""));
        OperationOutcome outcome = delete(PLAIN, "web", null).run();

        refused(outcome, "belongs to Express Mode");
        assertThat(outcome.advice(), containsString("DeleteExpressGatewayService"));
    }

    @Test
    public void whatDoesNotExistIsNoChange() {
        OperationOutcome outcome = delete(ALL, "gone", null).run();
        assertThat(outcome.message(), is("NO_CHANGE: prod/gone: there is no service 'gone' in cluster 'prod'"));
        assertThat(changes(), is(0));
    }

    @Test
    public void aServiceThatIsDrainingIsWaitedFor() {
        sandbox.region().call("DeleteService", "{\"cluster\":\"prod\",\"service\":\"api\",\"force\":true}");

        SandboxOperation delete = delete(PLAIN);
        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), is("NO_CHANGE: prod/api: the service was already deleted"));
        assertThat(delete.lines(), hasItem("The service is already being deleted (DRAINING)"));
        assertThat(status(), is("INACTIVE"));
        assertThat(changes(), is(0));
    }

    @Test
    public void aRepeatedBuildDoesTheRest() {
        delete(PLAIN).run();
        schedule("default", "nightly");

        OperationOutcome outcome = delete(ALL).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.done(), contains("Removed the schedule default/nightly", "Deregistered api:1"));
    }

    @Test
    public void drainsDeletesAndWaitsForTheEnd() {
        SandboxOperation delete = delete(PLAIN);

        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), is("SUCCESS: prod/api: the service is deleted"));
        assertThat(outcome.done(), contains("Desired count: 2 -> 0", "ECS deletes the service"));
        assertThat(status(), is("INACTIVE"));
        assertThat(sandbox.calls("DeleteService").size(), is(1));
        assertThat(sandbox.calls("DeleteService").get(0).request().has("force"), is(false));
        assertThat(revisions().size(), is(1));
    }

    @Test
    public void withoutDrainingItIsDeletedWithItsTasks() {
        OperationOutcome outcome =
                delete(new Goal.Delete(false, false, false, false)).run();

        assertThat(outcome.done(), contains("ECS deletes the service"));
        assertThat(sandbox.calls("DeleteService").get(0).request().path("force").asBoolean(), is(true));
    }

    @Test
    public void nothingIsLeftBehind() {
        scaling(2, 5);
        scaling(
                "PutScheduledAction",
                KEYS
                        + ",'ScheduledActionName':'up','Schedule':'rate(1 minute)','ScalableTargetAction':{'MinCapacity':4}");
        schedule("jobs", "weekly");
        rule("nightly", runs("1", FAMILY + ":1"), runs("2", FAMILY.replace("/api", "/other") + ":1"));

        OperationOutcome outcome = delete(ALL).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.problems(), empty());
        assertThat(
                outcome.done(),
                contains(
                        "Removed the scaling of the service, with its policies and scheduled actions",
                        "Desired count: 2 -> 0",
                        "ECS deletes the service",
                        "Removed 1 target(s) of the rule nightly",
                        "Removed the schedule jobs/weekly",
                        "Deregistered api:1"));
        assertThat(targets("nightly"), contains("2"));
        assertThat(schedules(), is(0));
        assertThat(revisions(), empty());
        assertThat(target().isMissingNode(), is(true));
    }

    @Test
    public void aFamilyThatIsUsedElsewhereStaysRegistered() {
        sandbox.service("prod", "worker", service -> service.family("api"));

        OperationOutcome outcome =
                delete(new Goal.Delete(true, true, false, false)).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                outcome.problems(),
                contains("The task definitions of the family api stay registered: service prod/worker uses it"));
        assertThat(revisions().size(), is(2));
    }

    @Test
    public void aScheduleThatStaysKeepsItsRevisions() {
        schedule("default", "nightly");

        OperationOutcome outcome =
                delete(new Goal.Delete(true, true, false, false)).run();

        assertThat(outcome.problems(), contains(containsString("the schedule default/nightly uses it")));
        assertThat(revisions().size(), is(1));
    }

    @Test
    public void whatCannotBeRemovedIsReported() {
        schedule("default", "nightly");
        sandbox.deny("scheduler:DeleteSchedule");
        sandbox.deny("application-autoscaling:DeregisterScalableTarget");
        scaling(1, 5);

        OperationOutcome outcome =
                delete(new Goal.Delete(true, false, true, true)).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(
                outcome.problems(),
                contains(
                        containsString("The scaling could not be removed beforehand"),
                        containsString("the schedule default/nightly: access denied")));
    }

    @Test
    public void aDeploymentInProgressIsWaitedFor() {
        sandbox.region()
                .call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"forceNewDeployment\":true}");

        assertThat(delete(PLAIN).run().message(), is("SUCCESS: prod/api: the service is deleted"));
    }

    @Test
    public void aCountThatIsRaisedAgainIsSetToZeroAtMostThreeTimes() {
        SandboxOperation delete = delete(PLAIN);
        delete.beforeEachRound(() -> {
            if (delete.state().phase() == OperationPhase.STOPPING_TASKS) {
                update("'desiredCount':3");
            }
        });

        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.STOPPED));
        assertThat(outcome.cause(), containsString("The desired count was raised to 3 again"));
        assertThat(sandbox.calls("DeleteService"), empty());
        assertThat(sandbox.calls("UpdateService").size(), is(4));
    }

    @Test
    public void aServiceThatWasCreatedMeanwhileIsNotDeleted() {
        SandboxOperation delete = delete(PLAIN);
        delete.runUntil(state -> state.phase() == OperationPhase.DELETING);
        sandbox.region().call("DeleteService", "{\"cluster\":\"prod\",\"service\":\"api\",\"force\":true}");
        createAgain();

        OperationOutcome outcome = delete.run();

        assertThat(outcome.verdict(), is(Verdict.STOPPED));
        assertThat(outcome.cause(), containsString("another service of this name was created meanwhile"));
        assertThat(status(), is("ACTIVE"));
        assertThat(sandbox.calls("DeleteService"), empty());
    }

    /** A universal target, which names its cluster in its input. */
    private void universalSchedule(String cluster) {
        answer(
                "AWSScheduler",
                "CreateSchedule",
                "{'Name':'nightly','GroupName':'default','ScheduleExpression':'rate(1 day)','FlexibleTimeWindow':"
                        + "{'Mode':'OFF'},'Target':{'Arn':'arn:aws:scheduler:::aws-sdk:ecs:runTask','RoleArn':'r',"
                        + "'Input':'{\\'Cluster\\':\\'" + cluster + "\\',\\'TaskDefinition\\':\\'api:1\\'}'}}");
    }

    @Test
    public void aScheduleThatRunsTheFamilyInAnotherClusterStaysWithItsRevisions() {
        universalSchedule("live");

        OperationOutcome outcome = delete(ALL).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(schedules(), is(1));
        assertThat(outcome.problems(), contains(containsString("the schedule default/nightly uses it")));
        assertThat(revisions().size(), is(1));

        sandbox = newSandbox();
        universalSchedule("prod");
        assertThat(delete(ALL).run().problems(), empty());
        assertThat(schedules(), is(0));
    }

    @Test
    public void aRuleOfAnotherClusterKeepsTheRevisions() {
        sandbox.cluster("live");
        rule("nightly", runs("1", FAMILY + ":1").replace("cluster/prod", "cluster/live"));

        OperationOutcome outcome = delete(ALL).run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(targets("nightly"), contains("1"));
        assertThat(outcome.problems(), contains(containsString("the rule nightly uses it")));
        assertThat(revisions().size(), is(1));
    }

    @Test
    public void aDaemonIsDeletedWithoutACount() {
        sandbox.service("prod", "agent", service -> service.with("schedulingStrategy", "\"DAEMON\""));

        OperationOutcome outcome =
                delete(new Goal.Delete(true, false, true, false), "agent", null).run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(sandbox.calls("UpdateService"), empty());
    }

    /** As another client, once the service is INACTIVE. */
    private void createAgain() {
        sandbox.clock().advance(Duration.ofMinutes(2));
        sandbox.region()
                .call(
                        "CreateService",
                        ("{'cluster':'prod','serviceName':'api','taskDefinition':'api','launchType':'FARGATE',"
                                        + "'desiredCount':1,'networkConfiguration':{'awsvpcConfiguration':"
                                        + "{'subnets':['subnet-1']}}}")
                                .replace('\'', '"'));
    }

    @Test
    public void aServiceThatWasCreatedAfterALostAnswerIsNotDeleted() {
        sandbox.faults().on("DeleteService").times(1).resetAfterEffect();
        SandboxOperation delete = delete(PLAIN);
        delete.runUntil(state -> state.phase() == OperationPhase.DELETING
                && !sandbox.calls("DeleteService").isEmpty());
        createAgain();

        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.STOPPED));
        assertThat(outcome.cause(), containsString("another service of this name was created meanwhile"));
        assertThat(status(), is("ACTIVE"));
        assertThat(sandbox.calls("DeleteService").size(), is(1));
    }

    @Test
    public void whatBelongsToAServiceThatWasCreatedAgainIsNotRemoved() {
        schedule("default", "nightly");
        SandboxOperation delete = delete(ALL);
        delete.runUntil(state -> state.phase() == OperationPhase.VANISHING);
        createAgain();

        OperationOutcome outcome = delete.run();

        assertThat(outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(outcome.problems(), contains("A service of this name was created again meanwhile"));
        assertThat(schedules(), is(1));
        assertThat(revisions().size(), is(1));
    }

    @Test
    public void aServiceThatWasCreatedAgainLaterKeepsTheRevisions() {
        SandboxOperation delete = delete(new Goal.Delete(true, true, false, false));
        delete.runUntil(state -> state.phase() == OperationPhase.DEREGISTERING);
        createAgain();

        OperationOutcome outcome = delete.run();

        assertThat(outcome.problems(), contains(containsString("service prod/api uses it")));
        assertThat(revisions().size(), is(1));
    }

    @Test
    public void anAbortInEachPhaseTellsWhatWasDone() {
        for (OperationPhase phase : List.of(
                OperationPhase.PLANNING,
                OperationPhase.COUNTING,
                OperationPhase.STOPPING_TASKS,
                OperationPhase.DELETING,
                OperationPhase.VANISHING,
                OperationPhase.UNSCHEDULING,
                OperationPhase.DEREGISTERING)) {
            sandbox = newSandbox();
            scaling(1, 3);
            SandboxOperation delete = delete(ALL);
            delete.runUntil(state -> state.phase() == phase);
            int before = changes();

            OperationOutcome outcome = delete.abort("Aborted by alice").run();

            assertThat(phase.name(), outcome.verdict(), is(Verdict.ABORTED));
            assertThat(phase.name(), outcome.cause().contains("done so far"), is(before > 0));
            assertThat(phase.name(), changes(), is(before));
        }
    }

    @Test
    public void aLostAnswerIsLookedForAndNothingIsDeletedTwice() {
        for (String operation : List.of(
                "DeregisterScalableTarget",
                "UpdateService",
                "DeleteService",
                "DeleteSchedule",
                "DeregisterTaskDefinition")) {
            sandbox = newSandbox();
            scaling(1, 3);
            schedule("default", "nightly");
            sandbox.faults().on(operation).times(1).resetAfterEffect();

            OperationOutcome outcome = delete(ALL).run();

            assertThat(operation + ": " + outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
            assertThat(operation, sandbox.calls(operation).size(), is(1));
            assertThat(operation, revisions(), empty());
        }
    }

    @Test
    public void aKilledControllerContinuesAndDeletesOnce() {
        int saves = 0;
        for (int save = 1; save == 1 || save <= saves; save++) {
            for (boolean before : new boolean[] {true, false}) {
                sandbox = newSandbox();
                scaling(1, 3);
                schedule("default", "nightly");
                SandboxOperation delete = delete(ALL).killAtSave(save, before);
                OperationOutcome outcome = delete.run();
                saves = Math.max(saves, delete.saves());
                String where = "save " + save + (before ? " not" : "") + " on disk: " + outcome.message();
                assertThat(where, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(where, sandbox.calls("DeleteService").size(), is(1));
                assertThat(where, status(), is("INACTIVE"));
                assertThat(where, revisions(), empty());
                assertThat(where, schedules(), is(0));
            }
        }
    }

    @Test
    public void aFreezeThatBeginsMeanwhileStopsBeforeTheDeletion() {
        SandboxOperation delete = delete(PLAIN);
        delete.runUntil(state -> state.phase() == OperationPhase.DELETING);
        rules.add(new TargetRequired());

        OperationOutcome outcome = delete.run();

        assertThat(outcome.verdict(), is(Verdict.STOPPED));
        assertThat(outcome.cause(), containsString("done so far: Desired count: 2 -> 0"));
        assertThat(status(), is("ACTIVE"));
    }
}
