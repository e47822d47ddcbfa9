package io.jenkins.plugins.ecs.aws.services;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.services.ScalableTarget.Suspension;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.net.URI;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Application Auto Scaling over the wire; the sandbox verifies each signature. */
public class ApplicationAutoScalingApiTest {

    private static final String ID = ApplicationAutoScalingApi.resourceId("prod", "api");

    private EcsSandbox sandbox;
    private AwsConnection connection;
    private ApplicationAutoScalingApi scaling;

    @Before
    public void connect() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        sandbox.service("prod", "api", service -> service.desiredCount(2));
        connection = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "jenkins-test-1", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
        scaling = connection.autoScaling();
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

    @Test
    public void aDeniedChangeNamesItsPermission() {
        sandbox.deny("application-autoscaling:RegisterScalableTarget");

        AwsFailure failure = assertThrows(AwsFailure.class, () -> scaling.register(ID, 1, 2, null));

        assertThat(failure.kind(), is(Kind.DENIED));
        assertThat(failure.missingPermission(), is("application-autoscaling:RegisterScalableTarget"));
    }

    @Test
    public void anUpdateAtTheSameTimeHadNoEffectAndPasses() {
        sandbox.faults().on("RegisterScalableTarget").times(1).error(400, "ConcurrentUpdateException", "busy");

        AwsFailure failure = assertThrows(AwsFailure.class, () -> scaling.register(ID, 1, 2, null));

        assertThat(failure.isPassing(), is(true));
        assertThat(failure.mayHaveHappened(), is(false));
    }

    @Test
    public void whatDoesNotExistIsDeletedAlready() {
        assertThat(scaling.target(ID), is(Optional.empty()));
        assertThat(scaling.deregister(ID), is(false));
        assertThat(scaling.deletePolicy(ID, "cpu"), is(false));
        assertThat(scaling.deleteScheduledAction(ID, "night"), is(false));
        assertThat(connection.scheduler().delete("jobs", "nightly"), is(false));
        assertThat(
                ApplicationAutoScalingApi.isNotFound(
                        assertThrows(AwsFailure.class, () -> scaling.putPolicy(ID, json("{'PolicyName':'cpu'}")))),
                is(true));
    }

    @Test
    public void readsBackWhatItRegisters() {
        scaling.register(ID, 1, 5, new Suspension(true, false, true));
        assertThat(scaling.target(ID), is(Optional.of(new ScalableTarget(1, 5, new Suspension(true, false, true)))));

        scaling.register(ID, null, null, new Suspension(false, true, false));
        scaling.register(ID, null, 9, null);

        assertThat(scaling.target(ID), is(Optional.of(new ScalableTarget(1, 9, new Suspension(false, true, false)))));
        assertThat(scaling.target(ApplicationAutoScalingApi.resourceId("prod", "other")), is(Optional.empty()));
    }

    @Test
    public void listsEveryPageOfPoliciesAndActions() {
        scaling.register(ID, 1, 5, null);
        for (int i = 0; i < 12; i++) {
            scaling.putPolicy(
                    ID,
                    json("{'PolicyName':'p" + i + "','PolicyType':'StepScaling','StepScalingPolicyConfiguration':"
                            + "{'AdjustmentType':'ChangeInCapacity','StepAdjustments':[{'ScalingAdjustment':1}]}}"));
        }
        scaling.putScheduledAction(
                ID, json("{'ScheduledActionName':'night','Schedule':'cron(0 20 * * ? *)','ScalableTargetAction':{}}"));

        assertThat(scaling.policies(ID).items(), hasSize(12));
        assertThat(scaling.policies(ID).isWhole(), is(true));
        assertThat(scaling.scheduledActions(ID).items(), hasSize(1));
        assertThat(scaling.deletePolicy(ID, "p3"), is(true));
        assertThat(scaling.policies(ID).items(), hasSize(11));
    }

    @Test
    public void hasItsOwnEndpoint() {
        assertThat(
                AwsRegions.endpoint(AwsService.AUTO_SCALING.endpointPrefix, "eu-central-1"),
                is(URI.create("https://application-autoscaling.eu-central-1.amazonaws.com")));
        assertThat(
                AwsRegions.endpoint(AwsService.AUTO_SCALING.endpointPrefix, "cn-north-1"),
                is(URI.create("https://application-autoscaling.cn-north-1.amazonaws.com.cn")));
    }
}
