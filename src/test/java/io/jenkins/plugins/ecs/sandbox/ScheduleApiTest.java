package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.Test;

/** EventBridge and EventBridge Scheduler as the sandbox simulates them. */
public class ScheduleApiTest {

    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String TARGET = "{'Arn':'" + CLUSTER + "','RoleArn':'arn:aws:iam::123456789012:role/events'}";

    private final EcsSandbox sandbox = EcsSandbox.builder().inProcess().start();

    private DirectAnswer events(String operation, String json) {
        return sandbox.answer("AWSEvents", operation, object(json), Duration.ZERO);
    }

    private DirectAnswer scheduler(String operation, String json) {
        return sandbox.answer("AWSScheduler", operation, object(json), Duration.ZERO);
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.replace('\'', '"'));
    }

    @Test
    public void anUpdateOfAScheduleReplacesWhatIsNotSent() {
        scheduler(
                "CreateSchedule",
                "{'Name':'nightly','ScheduleExpression':'cron(0 2 * * ? *)','FlexibleTimeWindow':{'Mode':'OFF'},"
                        + "'State':'DISABLED','ScheduleExpressionTimezone':'Europe/Berlin','Target':" + TARGET + "}");

        scheduler(
                "UpdateSchedule",
                "{'Name':'nightly','ScheduleExpression':'cron(0 3 * * ? *)','FlexibleTimeWindow':{'Mode':'OFF'},"
                        + "'Target':" + TARGET + "}");

        JsonNode schedule = scheduler("GetSchedule", "{'Name':'nightly'}").body();
        assertThat(schedule.path("State").asText(), is("ENABLED"));
        assertThat(schedule.path("ScheduleExpressionTimezone").asText(), is("UTC"));
    }

    @Test
    public void aScheduleOfAnotherGroupIsNotFound() {
        DirectAnswer answer = scheduler("GetSchedule", "{'Name':'nightly','GroupName':'jobs'}");

        assertThat(answer.status(), is(404));
        assertThat(answer.code(), is("ResourceNotFoundException"));
    }

    @Test
    public void aStartLongAgoIsRefused() {
        DirectAnswer answer = scheduler(
                "CreateSchedule",
                "{'Name':'nightly','ScheduleExpression':'rate(1 day)','FlexibleTimeWindow':{'Mode':'OFF'},"
                        + "'StartDate':1600000000,'Target':" + TARGET + "}");

        assertThat(answer.code(), is("ValidationException"));
        assertThat(answer.message(), containsString("cannot be earlier than 5 minutes ago"));
    }

    @Test
    public void aTargetThatIsNotTakenIsInTheAnswer() {
        events("PutRule", "{'Name':'nightly','ScheduleExpression':'rate(1 day)'}");
        sandbox.region().refuseTarget("two", "ConcurrentModificationException");

        DirectAnswer answer = events(
                "PutTargets",
                "{'Rule':'nightly','Targets':[{'Id':'one','Arn':'" + CLUSTER + "'},{'Id':'two','Arn':'" + CLUSTER
                        + "'}]}");

        assertThat(answer.status(), is(200));
        assertThat(answer.body().path("FailedEntryCount").asInt(), is(1));
        assertThat(answer.body().at("/FailedEntries/0/TargetId").asText(), is("two"));
        assertThat(
                events("ListTargetsByRule", "{'Rule':'nightly'}")
                        .body()
                        .path("Targets")
                        .findValuesAsText("Id"),
                contains("one"));
    }

    @Test
    public void rulesComeByPageAndByBus() {
        for (int i = 0; i < 101; i++) {
            events("PutRule", "{'Name':'r" + i + "','ScheduleExpression':'rate(1 day)'}");
            events("PutTargets", "{'Rule':'r" + i + "','Targets':[{'Id':'1','Arn':'" + CLUSTER + "'}]}");
        }
        events("PutRule", "{'Name':'other','EventBusName':'jobs','EventPattern':'{}'}");
        events("PutTargets", "{'Rule':'other','EventBusName':'jobs','Targets':[{'Id':'1','Arn':'" + CLUSTER + "'}]}");

        JsonNode first = events("ListRuleNamesByTarget", "{'TargetArn':'" + CLUSTER + "'}")
                .body();
        assertThat(first.path("RuleNames").size(), is(100));
        JsonNode second = events(
                        "ListRuleNamesByTarget",
                        "{'TargetArn':'" + CLUSTER + "','NextToken':'"
                                + first.path("NextToken").asText() + "'}")
                .body();
        assertThat(second.path("RuleNames").size(), is(1));
        assertThat(
                events("ListRuleNamesByTarget", "{'TargetArn':'" + CLUSTER + "','EventBusName':'jobs'}")
                        .body()
                        .path("RuleNames")
                        .toString(),
                is("[\"other\"]"));
    }
}
