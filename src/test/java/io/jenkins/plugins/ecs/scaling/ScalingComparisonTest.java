package io.jenkins.plugins.ecs.scaling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The scaling in a file against that of the sandbox, with the values that AWS fills in. */
public class ScalingComparisonTest {

    private static final String ID = ApplicationAutoScalingApi.resourceId("prod", "api");
    private static final String CPU = "{'policyName':'cpu','policyType':'TargetTrackingScaling',"
            + "'targetTrackingScalingPolicyConfiguration':{'targetValue':60,'predefinedMetricSpecification':"
            + "{'predefinedMetricType':'ECSServiceAverageCPUUtilization'}}}";
    private static final String STEP = "{'policyName':'queue','policyType':'StepScaling',"
            + "'stepScalingPolicyConfiguration':{'adjustmentType':'ChangeInCapacity','stepAdjustments':["
            + "{'metricIntervalLowerBound':0,'scalingAdjustment':1},"
            + "{'metricIntervalLowerBound':50.0,'scalingAdjustment':3}]}}";
    private static final String NIGHT = "{'scheduledActionName':'night','schedule':'cron(0  20 * * ? *)',"
            + "'scalableTargetAction':{'maxCapacity':2}}";

    private EcsSandbox sandbox;
    private AwsConnection connection;
    private ApplicationAutoScalingApi api;

    @Before
    public void connect() {
        sandbox = EcsSandbox.builder().inProcess().start();
        sandbox.cluster("prod");
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        connection = SandboxHttp.connection(sandbox, "eu-central-1");
        api = connection.autoScaling();
    }

    @After
    public void close() {
        connection.close();
        assertThat(sandbox.errors(), empty());
    }

    private static ScalingDefinition file(String members, String policies, String actions) {
        ScalingText.Reading reading = ScalingText.read(ScalingTextTest.json(
                "{" + members + ",'policies':[" + policies + "],'scheduledActions':[" + actions + "]}"));
        assertThat(reading.problems(), empty());
        return reading.definition();
    }

    private ScalingComparison compare(ScalingDefinition file) {
        return ScalingComparison.of(file, LiveScaling.read(api, ID));
    }

    private void apply(ScalingDefinition file) {
        compare(file).changes().forEach(change -> change.send(api, ID));
    }

    private static List<String> lines(ScalingComparison comparison) {
        return comparison.changes().stream().map(ScalingChange::line).toList();
    }

    private static ScalingDefinition all() {
        return file("'minCapacity':1,'maxCapacity':8", CPU + "," + STEP, NIGHT);
    }

    @Test
    public void whatWasAppliedDiffersNoMore() {
        ScalingComparison first = compare(all());
        assertThat(
                lines(first),
                contains(
                        "Scaling: 1 to 8 tasks (new)",
                        "New scaling policy cpu",
                        "New scaling policy queue",
                        "New scheduled action night"));

        apply(all());

        assertThat(lines(compare(all())), empty());
    }

    @Test
    public void theOrderOfListsAndTheSpellingOfNumbersDoNotDiffer() {
        apply(all());
        String other = STEP.replace("50.0", "50")
                .replace(
                        "{'metricIntervalLowerBound':0,'scalingAdjustment':1},",
                        "{'metricIntervalLowerBound':50,'scalingAdjustment':3},")
                .replace(
                        "{'metricIntervalLowerBound':50,'scalingAdjustment':3}]",
                        "{'metricIntervalLowerBound':0.0,'scalingAdjustment':1}]");

        assertThat(lines(compare(file("'minCapacity':1,'maxCapacity':8", CPU + "," + other, NIGHT))), empty());
    }

    @Test
    public void eachDifferenceIsNamed() {
        apply(all());

        assertThat(
                lines(compare(file(
                        "'minCapacity':2,'maxCapacity':8",
                        CPU.replace("'targetValue':60", "'targetValue':70,'scaleInCooldown':60"),
                        NIGHT.replace("20 ", "21 ")))),
                contains(
                        "Scaling: 1 to 8 tasks -> 2 to 8",
                        "Changed scaling policy cpu: ScaleInCooldown: 300 -> 60, TargetValue: 60 -> 70",
                        "Changed scheduled action night: Schedule: cron(0 20 * * ? *) -> cron(0 21 * * ? *)"));
    }

    @Test
    public void whatTheFileDoesNotHaveStaysUnlessItOwnsAll() {
        apply(all());

        ScalingComparison kept = compare(file("'minCapacity':1,'maxCapacity':8", CPU, ""));
        assertThat(lines(kept), empty());
        assertThat(
                kept.notes(),
                contains(
                        "The scaling policy queue is not in the file and stays; set 'exclusive: true' to delete it",
                        "The scheduled action night is not in the file and stays; set 'exclusive: true' to delete it"));

        ScalingDefinition owner = file("'minCapacity':1,'maxCapacity':8,'exclusive':true", CPU, "");
        assertThat(lines(compare(owner)), contains("Delete scaling policy queue", "Delete scheduled action night"));
        apply(owner);
        assertThat(api.policies(ID).items().size(), is(1));
        assertThat(api.scheduledActions(ID).items(), empty());
    }

    /** Otherwise each deployment in the night would raise what the action has lowered. */
    @Test
    public void aBoundThatScheduledActionsChangeIsLeftToThem() {
        apply(all());
        api.register(ID, null, 2, null);

        ScalingComparison comparison = compare(all());

        assertThat(lines(comparison), empty());
        assertThat(comparison.notes(), contains("MaxCapacity is 2, not 8, and stays so: scheduled actions change it"));
    }

    @Test
    public void aMaximumBelowAScheduledMinimumDiffersNoMoreOnceItIsThere() {
        String peak = "{'scheduledActionName':'peak','schedule':'cron(0 8 * * ? *)',"
                + "'scalableTargetAction':{'minCapacity':6}}";
        apply(file("'minCapacity':1,'maxCapacity':8", "", peak));
        api.register(ID, 6, 8, null);
        ScalingDefinition smaller = file("'minCapacity':1,'maxCapacity':4", "", peak);
        assertThat(lines(compare(smaller)), contains("Scaling: 6 to 8 tasks -> 6 to 6"));

        apply(smaller);

        assertThat(lines(compare(smaller)), empty());
    }

    @Test
    public void anEndThatTheFileDoesNotHaveIsDeletedKnowingly() {
        apply(file(
                "'minCapacity':1,'maxCapacity':8",
                "",
                NIGHT.replace("'schedule'", "'endTime':'2026-12-01T00:00:00Z','schedule'")));

        assertThat(
                lines(compare(file("'minCapacity':1,'maxCapacity':8", "", NIGHT))),
                contains("Changed scheduled action night: EndTime: 1796083200 -> (none)"));
        apply(file("'minCapacity':1,'maxCapacity':8", "", NIGHT));
        assertThat(api.scheduledActions(ID).items().get(0).has("EndTime"), is(false));
    }

    @Test
    public void membersThatAreNotKnownHereStay() {
        apply(all());
        ObjectNode live = api.policies(ID).items().get(0);
        ((ObjectNode) live.path("TargetTrackingScalingPolicyConfiguration")).put("NextYearsMember", 7);

        ScalingComparison same = ScalingComparison.of(
                file("'minCapacity':1,'maxCapacity':8", CPU, ""),
                new LiveScaling(api.target(ID).orElseThrow(), List.of(live), List.of(), true));
        assertThat(lines(same), empty());

        ScalingComparison changed = ScalingComparison.of(
                file("'minCapacity':1,'maxCapacity':8", CPU.replace("60", "61"), ""),
                new LiveScaling(api.target(ID).orElseThrow(), List.of(live), List.of(), true));
        ScalingChange.PutPolicy put =
                (ScalingChange.PutPolicy) changed.changes().get(0);
        assertThat(
                put.policy()
                        .at("/TargetTrackingScalingPolicyConfiguration/NextYearsMember")
                        .asInt(),
                is(7));
    }

    @Test
    public void aPolicyOfAnotherTypeNeedsAnotherName() {
        apply(all());

        ScalingComparison comparison =
                compare(file("'minCapacity':1,'maxCapacity':8", CPU + "," + STEP.replace("queue", "cpu2"), NIGHT));
        assertThat(lines(comparison), contains("New scaling policy cpu2"));
        ScalingComparison other = compare(file("'minCapacity':1,'maxCapacity':8", STEP.replace("queue", "cpu"), NIGHT));
        assertThat(lines(other), empty());
        assertThat(
                other.refusals().get(0),
                is(
                        "The scaling policy cpu is of the type TargetTrackingScaling, which cannot be changed to StepScaling:"
                                + " give the policy in the file another name"));
    }
}
