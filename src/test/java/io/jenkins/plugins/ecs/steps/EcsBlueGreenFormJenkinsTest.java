package io.jenkins.plugins.ecs.steps;

import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms and the snippet generator give back what they got. */
public class EcsBlueGreenFormJenkinsTest extends EcsJenkinsTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    @Before
    public void setUp() throws Exception {
        configure(r);
    }

    @Test
    public void formRoundTripOfTheSimplestStep() throws Exception {
        EcsBlueGreenStep step = new EcsBlueGreenStep("api");
        step.setCluster("prod");
        step.setImage("repo/app:1.4.2");
        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfEverything() throws Exception {
        EcsBlueGreenStep step = new EcsBlueGreenStep("api");
        fill(step);
        step.setWaitUntil("traffic:50");
        step.setSubmitters(List.of("alice", "release-managers"));
        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfTheGatedStep() throws Exception {
        EcsBlueGreenGatedStep step = new EcsBlueGreenGatedStep("api");
        fill(step);
        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void snippets() throws Exception {
        EcsBlueGreenStep step = new EcsBlueGreenStep("api");
        step.setCluster("prod");
        step.setImage("repo/app:1.4.2");
        step.setStrategy("CANARY");
        step.setCanaryPercent(12.5);
        step.setPauseAt(List.of("POST_TEST_TRAFFIC_SHIFT"));
        new SnippetizerTester(r)
                .assertRoundTrip(
                        step,
                        "ecsBlueGreen canaryPercent: 12.5, cluster: 'prod', image: 'repo/app:1.4.2', pauseAt:"
                                + " ['POST_TEST_TRAFFIC_SHIFT'], service: 'api', strategy: 'CANARY'");
    }

    @Test
    public void documentationCanBeGenerated() throws Exception {
        SnippetizerTester.assertDocGeneration(EcsBlueGreenStep.class);
        SnippetizerTester.assertDocGeneration(EcsBlueGreenGatedStep.class);
    }

    private static void fill(EcsStagedStep step) {
        step.setCluster("prod");
        step.setImage("repo/app:1.4.2");
        step.setStrategy("LINEAR");
        step.setStepPercent(12.5);
        step.setStepBakeTime(3);
        step.setCanaryPercent(5.0);
        step.setCanaryBakeTime(4);
        step.setBakeTime(0);
        step.setAlarms(List.of("errors", "latency"));
        step.setCodeDeployApplication("shop");
        step.setCodeDeployGroup("production");
        step.setDeploymentConfig("CodeDeployDefault.ECSAllAtOnce");
        step.setAppSpec("Hooks: [{BeforeInstall: check}]");
        step.setAutoRollback(List.of("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"));
        step.setCircuitBreaker("on");
        step.setPauseAt(List.of("POST_SCALE_UP", "PRE_PRODUCTION_TRAFFIC_SHIFT"));
        step.setPauseTimeout(60);
        step.setOnPauseTimeout("continue");
        step.setTimeoutCountsPauses(true);
        step.setAlternateTargetGroup(ELB + "targetgroup/green/0123456789abcdef");
        step.setProductionListenerRule(ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/aaaa");
        step.setTestListenerRule(ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb");
        step.setInfrastructureRole("arn:aws:iam::123456789012:role/ecsInfrastructure");
    }
}
