package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.checks.LogsSettings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The form and the snippet generator give back what they got. */
public class EcsDeployFormJenkinsTest extends EcsJenkinsTest {

    @ClassRule
    public static final JenkinsRule r = jenkinsOfTheClass();

    @Rule
    public final Cleaning cleaning = new Cleaning(r);

    private SnippetizerTester snippets;

    @Before
    public void setUp() throws Exception {
        configure(r);
        snippets = new SnippetizerTester(r);
    }

    @Test
    public void formRoundTripOfTheSimplestStep() throws Exception {
        EcsDeployStep step = new EcsDeployStep("api");
        step.setCluster("prod");
        step.setImage("repo/app:1.4.2");

        EcsDeployStep after = new StepConfigTester(r).configRoundTrip(step);

        r.assertEqualDataBoundBeans(step, after);
    }

    @Test
    public void formRoundTripOfEverything() throws Exception {
        EcsDeployStep step = everything();

        EcsDeployStep after = new StepConfigTester(r).configRoundTrip(step);

        r.assertEqualDataBoundBeans(step, after);
        assertThat(after.getContainers().get(0).getEnvironment().get(0).getValue(), is("debug"));
    }

    @Test
    public void snippets() throws Exception {
        EcsDeployStep simple = new EcsDeployStep("api");
        simple.setCluster("prod");
        simple.setImage("repo/app:1.4.2");
        snippets.assertRoundTrip(simple, "ecsDeploy cluster: 'prod', image: 'repo/app:1.4.2', service: 'api'");

        EcsDeployStep several = new EcsDeployStep("api");
        several.setCluster("prod");
        ContainerSettings app = new ContainerSettings("app");
        app.setImage("repo/app:1.4.2");
        app.setEnvironment(List.of(new NamedValue("LOG", "debug")));
        several.setContainers(List.of(app));
        snippets.assertRoundTrip(
                several,
                "ecsDeploy cluster: 'prod', containers: [[environment: [LOG: 'debug'], image: 'repo/app:1.4.2', name:"
                        + " 'app']], service: 'api'");
    }

    @Test
    public void snippetOfTasks() throws Exception {
        EcsDeployStep step = new EcsDeployStep("api");
        step.setCluster("prod");
        DeploymentTask migrate = new DeploymentTask();
        migrate.setCommand(List.of("rake", "db:migrate"));
        migrate.setEnvironment(List.of(new NamedValue("RAILS_ENV", "production")));
        step.setBefore(List.of(migrate));
        snippets.assertRoundTrip(
                step,
                "ecsDeploy before: [[command: ['rake', 'db:migrate'], environment: [RAILS_ENV: 'production']]], cluster:"
                        + " 'prod', service: 'api'");
    }

    @Test
    public void documentationCanBeGenerated() throws Exception {
        SnippetizerTester.assertDocGeneration(EcsDeployStep.class);
    }

    private static EcsDeployStep everything() {
        ContainerSettings app = new ContainerSettings("app");
        app.setImage("repo/app:1.4.2");
        app.setEnvironment(List.of(new NamedValue("LOG", "debug"), new NamedValue("EMPTY", "")));
        app.setSecrets(List.of(new NamedValue("DB", "arn:aws:ssm:eu-central-1:123456789012:parameter/db")));
        app.setCpu(256);
        app.setMemory(512);
        app.setMemoryReservation(128);
        app.setCommand(List.of("serve", "--port", "80"));
        EcsDeployStep step = new EcsDeployStep("api");
        step.setCluster("prod");
        step.setContainers(List.of(app));
        step.setTaskDefinition("api:7");
        step.setDesiredCount(3);
        step.setKeepRevisions(10);
        step.setForceNewDeployment(true);
        step.setWait(false);
        step.setDryRun(true);
        step.setTimeout(450);
        step.setStallTimeout(90);
        step.setTimeUnit(TimeUnit.SECONDS);
        step.setOnAbort("rollback");
        step.setOnTimeout("rollback");
        step.setOnPermanentFailure("wait");
        step.setFailureReport("ecs/failure.json");
        DeploymentTask migrate = new DeploymentTask();
        migrate.setCommand(List.of("rake", "db:migrate"));
        migrate.setContainer("app");
        migrate.setEnvironment(List.of(new NamedValue("RAILS_ENV", "production")));
        migrate.setCpu("512");
        migrate.setMemory("1 GB");
        migrate.setTimeout(20);
        migrate.setTimeUnit(TimeUnit.SECONDS);
        migrate.setOnAbort("leave");
        migrate.setLogLines(100);
        migrate.setIrreversible(true);
        migrate.setTaskRoleArn("arn:aws:iam::123456789012:role/migrate");
        migrate.setExecutionRoleArn("arn:aws:iam::123456789012:role/execute");
        DeploymentTask test = new DeploymentTask();
        test.setCommand(List.of("smoke"));
        step.setBefore(List.of(migrate));
        step.setAfter(List.of(test));
        step.setOnAfterFailure("rollback");
        AlarmsSettings alarms = new AlarmsSettings();
        alarms.setNames(List.of("api-5xx"));
        step.setVerify(List.of(alarms, new LogsSettings("ERROR")));
        step.setOnVerificationFailure("hold");
        step.setWatch("2h");
        step.setRegion("eu-west-1");
        step.setCredentialsId(CREDENTIALS);
        step.setRoleArn("arn:aws:iam::123456789012:role/deployer");
        return step;
    }
}
