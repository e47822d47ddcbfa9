package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What would replace CodeDeploy, from what AWS shows; nothing is changed. */
public class MigrationTest {

    private static final String LISTENER =
            "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/%s/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";
    private static final String GROUP = "{'deploymentConfigName':'%s','ecsServices':[{'serviceName':'shop',"
            + "'clusterName':'prod'}],'blueGreenDeploymentConfiguration':{'terminateBlueInstancesOnDeploymentSuccess':"
            + "{'action':'TERMINATE','terminationWaitTimeInMinutes':%d},'deploymentReadyOption':{'actionOnTimeout':'%s',"
            + "'waitTimeInMinutes':45}},'alarmConfiguration':{'enabled':true,'alarms':[{'name':'errors'}]},"
            + "'autoRollbackConfiguration':{'enabled':true,'events':['DEPLOYMENT_FAILURE','DEPLOYMENT_STOP_ON_REQUEST']},"
            + "'loadBalancerInfo':{'targetGroupPairInfoList':[{'targetGroups':[{'name':'shop-blue'},{'name':'shop-green'}],"
            + "'prodTrafficRoute':{'listenerArns':['%s']}}]},'triggerConfigurations':[{'triggerName':'t'}]}";

    private EcsSandbox sandbox;
    private AwsConnection aws;

    @Before
    public void startSandbox() {
        sandbox = EcsSandbox.start();
        sandbox.cluster("prod");
        sandbox.service("prod", "shop", s -> s.controller("CODE_DEPLOY"));
        sandbox.service("prod", "api", s -> {});
        aws = AwsConnection.open(
                new AwsConnection.Settings("eu-central-1", sandbox.endpoint(), null, "test", null),
                () -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY)));
    }

    @After
    public void stopSandbox() {
        aws.close();
        sandbox.close();
        assertThat(sandbox.errors().isEmpty(), is(true));
    }

    private List<String> plan(String config, int kept, String ready, String kind) {
        String json = String.format(GROUP, config, kept, ready, String.format(LISTENER, kind));
        sandbox.region().deploymentGroup("other", "unrelated", "{\"ecsServices\":[]}");
        sandbox.region().deploymentGroup("shop", "production", json.replace('\'', '"'));
        List<String> lines = Migration.plan(aws.ecs(), aws.codeDeploy(), "prod", "shop");
        assertThat(lines.get(0), is("Instead of CodeDeploy (shop/production), with the deployment controller ECS:"));
        assertThat(sandbox.calls("UpdateService").size(), is(0));
        return lines;
    }

    @Test
    public void aCanaryWithAnApprovalAndAlarms() {
        List<String> lines = plan("CodeDeployDefault.ECSCanary10Percent5Minutes", 30, "STOP_DEPLOYMENT", "app");
        assertThat(
                lines.get(1),
                is("ecsBlueGreen cluster: 'prod', service: 'shop', image: '...', strategy: 'CANARY', canaryPercent: 10,"
                        + " canaryBakeTime: 5, bakeTime: 30, pauseAt: ['POST_TEST_TRAFFIC_SHIFT'], pauseTimeout: 45,"
                        + " alarms: ['errors'], circuitBreaker: 'on'"));
        assertThat(
                lines,
                hasItem(startsWith("To find out: productionListenerRule: the ARN of the rule of listener arn:")));
        assertThat(lines, hasItem(containsString("shop-blue and shop-green")));
        assertThat(lines, hasItem(containsString("Does not carry over: triggers")));
        assertThat(lines, hasItem(containsString("PutLifecycleEventHookExecutionStatus")));
    }

    @Test
    public void allAtOnceBehindANetworkLoadBalancer() {
        List<String> lines = plan("CodeDeployDefault.ECSAllAtOnce", 2000, "CONTINUE_DEPLOYMENT", "net");
        assertThat(lines.get(1), containsString("strategy: 'BLUE_GREEN', bakeTime: 1440, alarms"));
        assertThat(lines.get(1), containsString("productionListenerRule: 'arn:aws:elasticloadbalancing"));
        assertThat(lines, hasItem(containsString("Does not carry over: keeping the old tasks for 2000 minutes")));
    }

    @Test
    public void aConfigurationOfOnesOwn() {
        sandbox.region()
                .deploymentConfig(
                        "own.Linear20PercentEvery2Minutes",
                        "{\"type\":\"TimeBasedLinear\",\"timeBasedLinear\":{\"linearPercentage\":20,\"linearInterval\":2}}");
        List<String> lines = plan("own.Linear20PercentEvery2Minutes", 5, "CONTINUE_DEPLOYMENT", "app");
        assertThat(lines.get(1), containsString("strategy: 'LINEAR', stepPercent: 20, stepBakeTime: 2"));
    }

    @Test
    public void whatCanNotBeSeenIsAGap() {
        sandbox.deny("codedeploy:ListApplications");
        List<String> lines = Migration.plan(aws.ecs(), aws.codeDeploy(), "prod", "shop");
        assertThat(lines, hasItem(startsWith("To find out: the deployment group, which these credentials can't see")));
    }

    @Test
    public void onlyForServicesOfCodeDeploy() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> Migration.plan(aws.ecs(), aws.codeDeploy(), "prod", "api"));
        assertThat(wrong.getMessage(), containsString("the service's deployment controller is ECS"));
        assertThat(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Migration.plan(aws.ecs(), aws.codeDeploy(), "prod", "none"))
                        .getMessage(),
                containsString("there is no service 'none'"));
    }
}
