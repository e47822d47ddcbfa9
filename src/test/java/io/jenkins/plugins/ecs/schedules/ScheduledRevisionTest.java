package io.jenkins.plugins.ecs.schedules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** What is sent so that a rule or schedule runs a revision, and what must stay as it is. */
public class ScheduledRevisionTest {

    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api";
    private static final ScheduleRef RULE = ScheduleRef.rule("default", "nightly");
    private static final ScheduleRef SCHEDULE = ScheduleRef.schedule("jobs", "nightly");

    private final ScheduledRevision here = new ScheduledRevision(FAMILY + ":8", CLUSTER);
    private final ScheduledRevision anywhere = new ScheduledRevision(FAMILY + ":8", null);

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode target(String id, String cluster, String definition) {
        return json("{'Id':'" + id + "','Arn':'" + cluster
                + "','RoleArn':'arn:aws:iam::123456789012:role/e','Input':'{}','EcsParameters':{'TaskDefinitionArn':'"
                + definition + "','TaskCount':2,'Unknown':{'a':[1]}}}");
    }

    @Test
    public void onlyTargetsOfTheFamilyInTheClusterAreSent() {
        ObjectNode lambda = json("{'Id':'f','Arn':'arn:aws:lambda:eu-central-1:123456789012:function:x'}");
        ObjectNode otherFamily = target("o", CLUSTER, FAMILY + "-worker:3");
        ObjectNode otherCluster = target("c", CLUSTER + "-2", FAMILY + ":7");
        ObjectNode ours = target("1", CLUSTER, FAMILY + ":7");

        ScheduleMove move = here.ofRule(RULE, List.of(lambda, otherFamily, otherCluster, ours), "");

        ScheduleMove.PutTargets put = (ScheduleMove.PutTargets) move;
        assertThat(put.from(), is("api:7"));
        assertThat(put.targets(), contains(target("1", CLUSTER, FAMILY + ":8")));
    }

    @Test
    public void aRuleThatIsNamedMovesInEveryCluster() {
        ObjectNode other = target("1", CLUSTER + "-2", FAMILY + ":7");

        assertThat(anywhere.ofRule(RULE, List.of(other), ""), instanceOf(ScheduleMove.PutTargets.class));
        assertThat(here.ofRule(RULE, List.of(other), ""), is(new ScheduleMove.Unrelated()));
    }

    @Test
    public void aManagedRuleIsNotTouched() {
        ScheduleMove move = here.ofRule(RULE, List.of(target("1", CLUSTER, FAMILY + ":7")), "batch.amazonaws.com");

        assertThat(((ScheduleMove.Refused) move).reason(), containsString("managed by batch.amazonaws.com"));
    }

    @Test
    public void aReferenceWithoutRevisionIsNotChanged() {
        assertThat(here.ofRule(RULE, List.of(target("1", CLUSTER, FAMILY)), ""), is(new ScheduleMove.RunsLatest()));
        assertThat(here.ofRule(RULE, List.of(target("1", CLUSTER, FAMILY + ":8")), ""), is(new ScheduleMove.Done()));
    }

    @Test
    public void aReferenceIntoAnotherAccountIsNotOurs() {
        ObjectNode foreign = target("1", CLUSTER, FAMILY.replace("123456789012", "210987654321") + ":7");

        assertThat(anywhere.ofRule(RULE, List.of(foreign), ""), is(new ScheduleMove.Unrelated()));
    }

    @Test
    public void allOfAScheduleStaysButTheRevision() {
        ObjectNode schedule = json("{'Arn':'a','CreationDate':1,'LastModificationDate':2,'GroupName':'jobs',"
                + "'Name':'nightly','State':'DISABLED','ScheduleExpression':'rate(1 day)','StartDate':1600000000,"
                + "'ScheduleExpressionTimezone':'Europe/Berlin','FlexibleTimeWindow':{'Mode':'FLEXIBLE',"
                + "'MaximumWindowInMinutes':5},'KmsKeyArn':'k','ActionAfterCompletion':'DELETE','New':[1],"
                + "'Target':{'Arn':'" + CLUSTER + "','RoleArn':'r','DeadLetterConfig':{'Arn':'q'},'Input':'{}',"
                + "'EcsParameters':{'TaskDefinitionArn':'" + FAMILY + ":7','Tags':[{'a':'b'}]}}}");

        ObjectNode input = ((ScheduleMove.UpdateSchedule) here.ofSchedule(SCHEDULE, schedule)).input();

        ObjectNode expected = json(schedule.toString().replace("api:7", "api:8"));
        expected.remove(List.of("Arn", "CreationDate", "LastModificationDate"));
        assertThat(input, is(expected));
    }

    private static ObjectNode universal(String input) {
        ObjectNode schedule = json("{'Name':'nightly','Target':{'Arn':'arn:aws:scheduler:::aws-sdk:ecs:runTask'}}");
        schedule.withObject("/Target").put("Input", input);
        return schedule;
    }

    @Test
    public void ofAUniversalTargetOneValueChanges() {
        String input = "{ \"Cluster\": \"prod\",\n \"Overrides\": {\"TaskDefinition\": \"api:7\"},"
                + " \"TaskDefinition\" : \"api:7\", \"Group\": \"<aws.scheduler.scheduled-time>\", \"Count\": 1.0 }";

        ScheduleMove move = here.ofSchedule(SCHEDULE, universal(input));

        assertThat(
                ((ScheduleMove.UpdateSchedule) move).input().at("/Target/Input").asText(),
                is(input.replace("\"TaskDefinition\" : \"api:7\"", "\"TaskDefinition\" : \"api:8\"")));
    }

    @Test
    public void aUniversalTargetOfAnotherClusterIsNotOurs() {
        ObjectNode other = universal("{\"Cluster\":\"" + CLUSTER + "-2\",\"TaskDefinition\":\"api:7\"}");

        assertThat(here.ofSchedule(SCHEDULE, other), is(new ScheduleMove.Unrelated()));
    }

    @Test
    public void anInputThatIsNoJsonIsLeft() {
        for (String input : new String[] {"", "{", "[]", "{\"TaskDefinition\":1}", "{\"Cluster\":\"prod\"}", "{} x"}) {
            ScheduleMove move = anywhere.ofSchedule(SCHEDULE, universal(input));
            assertThat(input, ((ScheduleMove.Refused) move).reason(), containsString("not a JSON object"));
        }
    }

    @Test
    public void onlyAStartThatCountsForNothingIsLeftOut() {
        ObjectNode cron = json("{'ScheduleExpression':'cron(0 2 * * ? *)','StartDate':1}");
        ObjectNode rate = json("{'ScheduleExpression':'rate(1 day)','StartDate':1}");

        assertThat(ScheduledRevision.withoutStart(cron).get().has("StartDate"), is(false));
        assertThat(ScheduledRevision.withoutStart(rate), is(Optional.empty()));
    }
}
