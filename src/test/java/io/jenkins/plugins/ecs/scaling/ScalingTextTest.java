package io.jenkins.plugins.ecs.scaling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import org.junit.Test;

/** What the member {@code scaling} of a service file may say. */
public class ScalingTextTest {

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problems(String text) {
        ScalingText.Reading reading = ScalingText.read(json(text));
        assertThat(reading.definition(), nullValue());
        return reading.problems().stream().map(ScalingProblem::toString).toList();
    }

    @Test
    public void everythingThatIsWrongIsReportedAtOnce() {
        assertThat(
                problems(
                        "{'minCapacity':5,'maxCapcity':2,'policies':[{'policyName':'cpu','policyType':'TargetTracking'},"
                                + "{'policyName':'cpu','policyType':'StepScaling','stepScalingPolicyConfiguration':{}}],"
                                + "'scheduledActions':[{'schedule':'daily','startTime':'tomorrow'}]}"),
                contains(
                        "scaling.maxCapcity: is not a member. Did you mean maxCapacity?",
                        "scaling.maxCapacity: missing",
                        "scaling.policies[0].policyType: 'TargetTracking' is unknown. Use TargetTrackingScaling,"
                                + " StepScaling or PredictiveScaling",
                        "scaling.policies[1].policyName: 'cpu' is there twice",
                        "scaling.policies[1].stepScalingPolicyConfiguration.adjustmentType: missing",
                        "scaling.policies[1].stepScalingPolicyConfiguration.stepAdjustments: has 0 entries. Use 1 to 20",
                        "scaling.scheduledActions[0].scheduledActionName: missing, or longer than 256 characters",
                        "scaling.scheduledActions[0].schedule: missing, or not of the form at(…), rate(…) or cron(…)",
                        "scaling.scheduledActions[0].startTime: 'tomorrow' is not a time such as 2026-03-02T09:00:00Z",
                        "scaling.scheduledActions[0].scalableTargetAction: needs minCapacity, maxCapacity or both"));
    }

    @Test
    public void numbersThatLookUpsBringAsTextAreNumbers() {
        ScalingText.Reading reading = ScalingText.read(
                json("{'min':'2','max':'8','policies':[{'policyName':'7','policyType':'TargetTrackingScaling',"
                        + "'targetTrackingScalingPolicyConfiguration':{'targetValue':'62.5',"
                        + "'predefinedMetricSpecification':{'predefinedMetricType':'x'}}}]}"));

        assertThat(reading.problems(), empty());
        assertThat(reading.definition().min(), is(2));
        assertThat(
                reading.definition()
                        .policies()
                        .get("7")
                        .at("/TargetTrackingScalingPolicyConfiguration/TargetValue")
                        .decimalValue(),
                is(new BigDecimal("62.5")));
    }

    @Test
    public void aRangeHasAnOrderAndIsOfNumbers() {
        assertThat(
                problems("{'minCapacity':5,'maxCapacity':2}"),
                contains("scaling.minCapacity: 5 is above maxCapacity: 2"));
        assertThat(
                problems("{'minCapacity':'two','maxCapacity':2.5}"),
                contains(
                        "scaling.minCapacity: 'two' is not a whole number of 0 or more",
                        "scaling.maxCapacity: '2.5' is not a whole number of 0 or more"));
        assertThat(problems("[]"), contains("scaling: is not a map"));
    }

    @Test
    public void targetTrackingNeedsOneMetric() {
        assertThat(
                problems("{'minCapacity':1,'maxCapacity':2,'policies':[{'policyName':'cpu','policyType':"
                        + "'TargetTrackingScaling','targetTrackingScalingPolicyConfiguration':{'targetValue':60}}]}"),
                contains("scaling.policies[0].targetTrackingScalingPolicyConfiguration: needs either"
                        + " predefinedMetricSpecification or customizedMetricSpecification"));
    }

    @Test
    public void membersMayBeInEitherCaseAndTimesInIso() {
        ScalingText.Reading reading = ScalingText.read(json("{'MinCapacity':1,'maxCapacity':2,'exclusive':true,"
                + "'scheduledActions':[{'scheduledActionName':'up','Schedule':'cron(0 8 * * ? *)',"
                + "'endTime':'2026-03-02T09:00:00Z','scalableTargetAction':{'minCapacity':4}}]}"));

        assertThat(reading.problems(), empty());
        ScalingDefinition definition = reading.definition();
        assertThat(definition.min(), is(1));
        assertThat(definition.exclusive(), is(true));
        assertThat(
                definition.actions().get("up").toString(),
                is(json("{'ScheduledActionName':'up','Schedule':'cron(0 8 * * ? *)','EndTime':1772442000,"
                                + "'ScalableTargetAction':{'MinCapacity':4}}")
                        .toString()));
    }
}
