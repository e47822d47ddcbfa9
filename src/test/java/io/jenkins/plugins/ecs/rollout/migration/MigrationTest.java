package io.jenkins.plugins.ecs.rollout.migration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.time.Duration;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What would replace CodeDeploy, from what AWS shows; nothing is changed. */
public class MigrationTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    private static final String BLUE = ELB + "targetgroup/shop-blue/0123456789abcdef";
    private static final String GREEN = ELB + "targetgroup/shop-green/fedcba9876543210";
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
        sandbox.service("prod", "shop", s -> s.controller("CODE_DEPLOY").loadBalancer(BLUE, "app", 8080));
        sandbox.service("prod", "api", s -> {});
        aws = SandboxHttp.connection(sandbox, "eu-central-1");
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
        List<String> lines = Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), "prod", "shop");
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
                        + " alarms: ['errors'], circuitBreaker: 'on', alternateTargetGroup: '" + green()
                        + "', productionListenerRule: '" + ELB
                        + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/0000000000000000'"));
        assertThat(lines, hasItem(startsWith("To be determined: infrastructureRole: a role that ECS may assume")));
        assertThat(lines, hasItem(containsString("Does not carry over: triggers")));
        assertThat(lines, hasItem(containsString("PutLifecycleEventHookExecutionStatus")));
    }

    /** The ARN that the sandbox gives the target group which no service uses. */
    private String green() {
        return sandbox.region()
                .call("DescribeTargetGroups", "{\"Names\":[\"shop-green\"]}")
                .at("/TargetGroups/0/TargetGroupArn")
                .asText();
    }

    @Test
    public void ofSeveralRulesSomebodyHasToChoose() {
        String listener = String.format(LISTENER, "app");
        sandbox.region().listenerRule(listener, "arn:rule/shop", BLUE, GREEN);
        sandbox.region().listenerRule(listener, "arn:rule/other", ELB + "targetgroup/other/0123456789abcdef");
        List<String> lines = plan("CodeDeployDefault.ECSAllAtOnce", 5, "CONTINUE_DEPLOYMENT", "app");
        assertThat(lines.get(1), containsString("alternateTargetGroup: '" + GREEN + "'"));
        assertThat(
                lines,
                hasItem(containsString("forwards to the service, one of arn:rule/shop and " + ELB + "listener-rule/")));
    }

    /** Deploys through CodeDeploy, so that there is a revision with hooks. */
    private List<String> planAfter(String hooks) {
        plan("CodeDeployDefault.ECSAllAtOnce", 1, "CONTINUE_DEPLOYMENT", "app");
        String spec = "{'version':'0.0','Resources':[{'TargetService':{'Type':'AWS::ECS::Service','Properties':{"
                + "'TaskDefinition':'shop:1','LoadBalancerInfo':{'ContainerName':'app','ContainerPort':8080}}}}]"
                + hooks
                + "}";
        sandbox.region()
                .call(
                        "CreateDeployment",
                        "{\"applicationName\":\"shop\",\"deploymentGroupName\":\"production\",\"revision\":{"
                                + "\"revisionType\":\"AppSpecContent\",\"appSpecContent\":{\"content\":\""
                                + spec.replace("'", "\\\"") + "\"}}}");
        sandbox.clock().advance(Duration.ofMinutes(20));
        return Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), "prod", "shop");
    }

    @Test
    public void hooksOfTheAppSpecAreNamedWithTheirStages() {
        List<String> lines = planAfter(",'Hooks':[{'BeforeInstall':'check'},{'AfterAllowTestTraffic':'smoke'}]");
        assertThat(
                lines,
                hasItem(startsWith(
                        "Does not carry over: the hook BeforeInstall as it is: its function check must return"
                                + " hookStatus")));
        assertThat(lines, hasItem(containsString("lifecycleHooks at PRE_SCALE_UP")));
        assertThat(lines, hasItem(containsString("its function smoke")));
        assertThat(lines, hasItem(containsString("lifecycleHooks at POST_TEST_TRAFFIC_SHIFT")));
        assertThat(lines, not(hasItem(containsString("whether the AppSpec has hooks"))));
    }

    @Test
    public void withoutHooksNothingIsSaidOfThem() {
        assertThat(planAfter("").toString(), not(containsString("hookStatus")));
    }

    @Test
    public void anAppSpecThatMayNotBeReadIsAGap() {
        sandbox.deny("codedeploy:GetApplicationRevision");
        assertThat(
                planAfter(",'Hooks':[{'BeforeInstall':'check'}]"),
                hasItem(startsWith(
                        "To be determined: whether the AppSpec has hooks: BeforeInstall becomes PRE_SCALE_UP")));
    }

    @Test
    public void withoutTheRulesTheyAreToBeFound() {
        sandbox.deny("elasticloadbalancing:DescribeRules");
        List<String> lines = plan("CodeDeployDefault.ECSAllAtOnce", 5, "CONTINUE_DEPLOYMENT", "app");
        assertThat(
                lines,
                hasItem(startsWith("To be determined: productionListenerRule: the ARN of the rule of listener arn:")));
        assertThat(lines, hasItem(containsString("shop-blue and shop-green")));
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
        List<String> lines = Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), "prod", "shop");
        assertThat(
                lines,
                hasItem(startsWith("To be determined: the deployment group, which these credentials cannot see")));
    }

    @Test
    public void onlyForServicesOfCodeDeploy() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), "prod", "api"));
        assertThat(wrong.getMessage(), containsString("the service's deployment controller is ECS"));
        assertThat(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Migration.plan(aws.ecs(), aws.codeDeploy(), aws.elb(), "prod", "none"))
                        .getMessage(),
                containsString("there is no service 'none'"));
    }
}
