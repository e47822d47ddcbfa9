package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.time.Duration;
import org.junit.Test;

/** The check {@code schedules}. */
public class SchedulesCheckTest extends VerifyTestCase {

    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    private static final String FAMILY = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api";

    private void rule(String name, String definition) {
        events("PutRule", "{'Name':'" + name + "','ScheduleExpression':'rate(1 day)'}");
        events(
                "PutTargets",
                "{'Rule':'" + name + "','Targets':[{'Id':'1','Arn':'" + CLUSTER
                        + "','EcsParameters':{'TaskDefinitionArn':'" + definition + "'}}]}");
    }

    private void events(String operation, String json) {
        try {
            ObjectNode input = (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
            assertThat(
                    sandbox.answer("AWSEvents", operation, input, Duration.ZERO).isSuccessful(), is(true));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private Verification verify(String names) {
        return run(only(CheckSpec.of(CheckKind.SCHEDULES).option("names", names).failureLimit(0)));
    }

    @Test
    public void anOldRevisionFails() {
        sandbox.region().taskDefinition(DEFINITION.replace("repo/app:1.0.0", "repo/app:0.9.0"));
        rule("nightly", FAMILY + ":2");
        rule("weekly", FAMILY + ":1");
        rule("other", FAMILY + "-worker:7");

        Verification outcome = verify(null);

        assertThat(row(outcome, "schedules").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "schedules").value(), is("rule:nightly runs api:2; 1 scheduled task up to date"));
    }

    @Test
    public void aNameThatDoesNotExistFails() {
        Verification outcome = verify("rule:gone");

        assertThat(row(outcome, "schedules").verdict(), is(CheckVerdict.FAILED));
        assertThat(row(outcome, "schedules").value(), containsString("rule:gone does not exist"));
    }

    @Test
    public void whatMayNotBeReadIsAnError() {
        sandbox.deny("scheduler:ListSchedules");

        Verification outcome = verify(null);

        assertThat(row(outcome, "schedules").verdict(), is(CheckVerdict.ERROR));
        assertThat(row(outcome, "schedules").value(), containsString("scheduler:ListSchedules"));
    }

    @Test
    public void theSameRevisionAndTheLatestPass() {
        rule("nightly", FAMILY + ":1");
        rule("latest", FAMILY);

        Verification outcome = verify(null);

        assertThat(outcome.message(), outcome.verdict(), is(CheckVerdict.PASSED));
        assertThat(row(outcome, "schedules").value(), is("2 scheduled tasks up to date"));
    }
}
