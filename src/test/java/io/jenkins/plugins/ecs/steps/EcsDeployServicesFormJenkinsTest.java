package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.NamedValue;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The form and the snippet generator give back several services as they got them. */
public class EcsDeployServicesFormJenkinsTest extends EcsJenkinsTest {

    private static final StepPlace PLACE = new StepPlace(null, null, null, null, null);

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
    public void formRoundTripOfNames() throws Exception {
        EcsDeployStep step = new EcsDeployStep();
        step.setCluster("prod");
        step.setImage("repo/app:1.4.2");
        step.setServices(List.of(new EcsServiceSettings("api"), new EcsServiceSettings("worker")));

        EcsDeployStep after = new StepConfigTester(r).configRoundTrip(step);

        r.assertEqualDataBoundBeans(step, after);
    }

    @Test
    public void formRoundTripOfEverything() throws Exception {
        EcsDeployStep step = everything();

        EcsDeployStep after = new StepConfigTester(r).configRoundTrip(step);

        r.assertEqualDataBoundBeans(step, after);
        assertThat(after.getServices().get(1).getContainers().get(0).getName(), is("app"));
    }

    @Test
    public void snippets() throws Exception {
        EcsDeployStep names = new EcsDeployStep();
        names.setCluster("prod");
        names.setImage("repo/app:1.4.2");
        names.setServices(List.of(new EcsServiceSettings("api"), new EcsServiceSettings("worker")));
        snippets.assertRoundTrip(
                names, "ecsDeploy cluster: 'prod', image: 'repo/app:1.4.2', services: ['api', 'worker']");

        EcsDeployStep waves = new EcsDeployStep();
        waves.setCluster("prod");
        waves.setOnWaveFailure("rollbackWave");
        EcsServiceSettings api = new EcsServiceSettings("api");
        api.setImage("repo/app:1.4.2");
        EcsServiceSettings worker = new EcsServiceSettings("worker");
        worker.setImage("repo/worker:3.0.0");
        worker.setWave(2);
        waves.setServices(List.of(api, worker));
        snippets.assertRoundTrip(
                waves,
                "ecsDeploy cluster: 'prod', onWaveFailure: 'rollbackWave', services: [[image: 'repo/app:1.4.2',"
                        + " service: 'api'], [image: 'repo/worker:3.0.0', service: 'worker', wave: 2]]");
        SnippetizerTester.assertDocGeneration(EcsDeployStep.class);
    }

    @Test
    public void fieldsAreChecked() {
        EcsDeployStep.DescriptorImpl form = r.jenkins.getDescriptorByType(EcsDeployStep.DescriptorImpl.class);
        EcsServiceSettings.DescriptorImpl service =
                r.jenkins.getDescriptorByType(EcsServiceSettings.DescriptorImpl.class);

        assertThat(
                "it may be one of several",
                form.doCheckService(null, PLACE, null, "").kind,
                is(FormValidation.Kind.OK));
        assertThat(form.doCheckService(null, PLACE, null, "a b").kind, is(FormValidation.Kind.ERROR));
        assertThat(service.doCheckService(null, "").kind, is(FormValidation.Kind.ERROR));
        assertThat(service.doCheckWave(null, "0").kind, is(FormValidation.Kind.ERROR));
        assertThat(service.doCheckWave(null, "").kind, is(FormValidation.Kind.OK));
        assertThat(service.doCheckImage(null, "repo/app").kind, is(FormValidation.Kind.ERROR));
        assertThat(service.doCheckTaskDefinition(null, "api.json").kind, is(FormValidation.Kind.ERROR));
    }

    private static EcsDeployStep everything() {
        EcsServiceSettings api = new EcsServiceSettings("api");
        api.setImage("repo/app:1.4.2");
        api.setDesiredCount(3);
        ContainerSettings app = new ContainerSettings("app");
        app.setImage("repo/worker:3.0.0");
        app.setEnvironment(List.of(new NamedValue("LOG", "debug")));
        EcsServiceSettings worker = new EcsServiceSettings("worker");
        worker.setWave(2);
        worker.setContainers(List.of(app));
        worker.setTaskDefinition("worker:7");
        EcsDeployStep step = new EcsDeployStep();
        step.setCluster("prod");
        step.setServices(List.of(api, worker));
        step.setMaxParallel(2);
        step.setOnWaveFailure("rollbackAll");
        return step;
    }
}
