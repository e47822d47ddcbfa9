package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The form and the snippet generator of ecsRunTask give back what they got. */
public class EcsRunTaskFormJenkinsTest extends EcsJenkinsTest {

    private static final StepPlace PLACE = new StepPlace(null, null, null, null, null);

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
        EcsRunTaskStep step = simple();

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfAllFields() throws Exception {
        EcsRunTaskStep step = simple();
        step.setTaskDefinition("jobs:7");
        step.setContainer("app");
        step.setEnvironment(List.of(new NamedValue("STAGE", "prod")));
        ContainerSettings proxy = new ContainerSettings("proxy");
        proxy.setImage("repo/proxy:1.0.0");
        step.setContainers(List.of(proxy));
        step.setCount(3);
        NetworkSettings network = new NetworkSettings();
        network.setSubnets(List.of("subnet-1", "subnet-2"));
        network.setSecurityGroups(List.of("sg-1"));
        network.setAssignPublicIp(true);
        step.setNetwork(network);
        CapacityProviderSettings spot = new CapacityProviderSettings("FARGATE_SPOT");
        spot.setWeight(3);
        spot.setBase(1);
        step.setCapacityProviders(List.of(spot));
        step.setPlatformVersion("1.4.0");
        step.setCpu("512");
        step.setMemory("1024");
        step.setTaskRoleArn("arn:aws:iam::123456789012:role/task");
        step.setExecutionRoleArn("arn:aws:iam::123456789012:role/execution");
        step.setGroup("jobs");
        step.setTags(List.of(new NamedValue("team", "shop")));
        step.setTimeout(90);
        step.setTimeUnit(TimeUnit.SECONDS);
        step.setOnAbort("leave");
        step.setOnTimeout("leave");
        step.setLogLines(100);
        step.setCaptureOutput(true);
        step.setReturnExitCode(true);
        step.setLockService(true);

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void formRoundTripOfALaunchType() throws Exception {
        EcsRunTaskStep step = simple();
        step.setImage("repo/app:2.0.0");
        step.setLaunchType("FARGATE");

        r.assertEqualDataBoundBeans(step, new StepConfigTester(r).configRoundTrip(step));
    }

    @Test
    public void snippets() throws Exception {
        new SnippetizerTester(r)
                .assertRoundTrip(
                        simple(), "ecsRunTask cluster: 'prod', command: ['rake', 'db:migrate'], service: 'api'");
        EcsRunTaskStep step = simple();
        step.setEnvironment(List.of(new NamedValue("STAGE", "prod")));
        new SnippetizerTester(r)
                .assertRoundTrip(
                        step,
                        "ecsRunTask cluster: 'prod', command: ['rake', 'db:migrate'], environment: [STAGE: 'prod'],"
                                + " service: 'api'");
    }

    @Test
    public void theFormNamesWhatIsWrong() {
        EcsRunTaskDescriptor descriptor = (EcsRunTaskDescriptor) simple().getDescriptor();
        assertThat(descriptor.doCheckCount(null, "11").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckCount(null, "x").kind, is(FormValidation.Kind.ERROR));
        assertThat(descriptor.doCheckCount(null, "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckService(null, PLACE, null, "").kind, is(FormValidation.Kind.OK));
        assertThat(descriptor.doCheckGroup(null, "service:x").kind, is(FormValidation.Kind.ERROR));
    }

    @Test
    public void documentationCanBeGenerated() throws Exception {
        SnippetizerTester.assertDocGeneration(EcsRunTaskStep.class);
    }

    private static EcsRunTaskStep simple() {
        EcsRunTaskStep step = new EcsRunTaskStep();
        step.setCluster("prod");
        step.setService("api");
        step.setCommand(List.of("rake", "db:migrate"));
        return step;
    }
}
