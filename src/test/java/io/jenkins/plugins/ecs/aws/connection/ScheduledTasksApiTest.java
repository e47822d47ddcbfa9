package io.jenkins.plugins.ecs.aws.connection;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.services.EventBridgeApi;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** EventBridge and EventBridge Scheduler over the wire; the sandbox verifies each signature. */
public class ScheduledTasksApiTest {

    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";

    private EcsSandbox sandbox;
    private AwsConnection connection;

    @Before
    public void connect() {
        sandbox = EcsSandbox.start();
        connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "jenkins-test-1", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @After
    public void close() {
        assertThat(sandbox.errors(), empty());
        connection.close();
        sandbox.close();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private void events(String operation, String json) {
        assertThat(
                sandbox.answer("AWSEvents", operation, json(json), Duration.ZERO)
                        .isSuccessful(),
                is(true));
    }

    private void schedule(String name, String group) {
        assertThat(
                sandbox.answer(
                                "AWSScheduler",
                                "CreateSchedule",
                                json("{'Name':'" + name + "','GroupName':'" + group + "','ScheduleExpression':"
                                        + "'rate(1 day)','FlexibleTimeWindow':{'Mode':'OFF'},'State':'DISABLED',"
                                        + "'Target':{'Arn':'" + CLUSTER + "','RoleArn':'r'}}"),
                                Duration.ZERO)
                        .isSuccessful(),
                is(true));
    }

    @Test
    public void aScheduleThatDoesNotExistIsAbsent() {
        assertThat(connection.scheduler().schedule("jobs", "nightly"), is(Optional.empty()));
        assertThat(connection.eventBridge().targets("nightly", "default"), is(Optional.empty()));
    }

    @Test
    public void aDeniedUpdateNamesItsPermission() {
        schedule("nightly", "jobs");
        sandbox.deny("scheduler:UpdateSchedule");
        ObjectNode schedule = connection.scheduler().schedule("jobs", "nightly").orElseThrow();

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.scheduler().update(schedule));

        assertThat(failure.kind(), is(AwsFailure.Kind.DENIED));
        assertThat(failure.missingPermission(), is("scheduler:UpdateSchedule"));
    }

    @Test
    public void throttlingPasses() {
        sandbox.faults().on("ListSchedules").times(1).throttle();

        AwsFailure failure =
                assertThrows(AwsFailure.class, () -> connection.scheduler().schedules());

        assertThat(failure.kind(), is(AwsFailure.Kind.THROTTLED));
        assertThat(connection.scheduler().schedules().items(), empty());
    }

    @Test
    public void readsAndWritesASchedule() {
        schedule("nightly", "jobs");
        schedule("nightly", "default");
        ObjectNode schedule = connection.scheduler().schedule("jobs", "nightly").orElseThrow();

        connection.scheduler().update(schedule.put("ScheduleExpression", "rate(2 days)"));

        ObjectNode after = connection.scheduler().schedule("jobs", "nightly").orElseThrow();
        assertThat(after.path("ScheduleExpression").asText(), is("rate(2 days)"));
        assertThat(after.path("State").asText(), is("DISABLED"));
        assertThat(
                connection
                        .scheduler()
                        .schedule("default", "nightly")
                        .orElseThrow()
                        .path("ScheduleExpression")
                        .asText(),
                is("rate(1 day)"));
    }

    @Test
    public void listsEveryPage() {
        for (int i = 0; i < 101; i++) {
            schedule("s" + i, "default");
            events("PutRule", "{'Name':'r" + i + "','ScheduleExpression':'rate(1 day)'}");
            events("PutTargets", "{'Rule':'r" + i + "','Targets':[{'Id':'1','Arn':'" + CLUSTER + "'}]}");
        }

        assertThat(connection.scheduler().schedules().items(), hasSize(101));
        assertThat(connection.eventBridge().rulesOf(CLUSTER, "default").items(), hasSize(101));
    }

    @Test
    public void targetsThatAreNotTakenAreReported() {
        events("PutRule", "{'Name':'nightly','ScheduleExpression':'rate(1 day)'}");
        sandbox.region().refuseTarget("2", "ConcurrentModificationException");

        assertThat(
                connection
                        .eventBridge()
                        .put(
                                "nightly",
                                "default",
                                List.of(
                                        json("{'Id':'1','Arn':'" + CLUSTER + "'}"),
                                        json("{'Id':'2','Arn':'" + CLUSTER + "'}")))
                        .stream()
                        .map(EventBridgeApi.FailedTarget::id)
                        .toList(),
                contains("2"));
        assertThat(connection.eventBridge().targets("nightly", "default").orElseThrow(), hasSize(1));
    }
}
