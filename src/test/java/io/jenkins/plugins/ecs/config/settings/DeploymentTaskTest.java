package io.jenkins.plugins.ecs.config.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import hudson.model.Failure;
import io.jenkins.plugins.ecs.config.EcsDefaults;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.tasks.request.OnStop;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class DeploymentTaskTest {

    private static DeploymentTask task(String... command) {
        DeploymentTask task = new DeploymentTask();
        task.setCommand(List.of(command));
        return task;
    }

    @Test
    public void everythingThatIsWrongIsNamed() {
        DeploymentTask task = new DeploymentTask();
        task.setCpu("much");
        task.setMemory("-1");
        task.setTimeout(0);
        task.setOnAbort("explode");
        task.setLogLines(-1);

        assertThat(
                task.problems(),
                contains(
                        startsWith("command and environment: both are missing"),
                        startsWith("cpu: 'much' is not a size"),
                        startsWith("memory: '-1' is not a size"),
                        startsWith("logLines: -1 is not from 0"),
                        startsWith("timeout: 0 is too short"),
                        startsWith("onAbort: 'explode' is unknown")));
    }

    @Test
    public void anAdministratorCannotSaveAWrongTask() {
        EcsDefaults defaults = new EcsDefaults();

        Failure refused =
                assertThrows(Failure.class, () -> defaults.setBefore(List.of(task("fine"), new DeploymentTask())));

        assertThat(refused.getMessage(), containsString("before[1].command and environment: both are missing"));
    }

    @Test
    public void aFormHasTheCommandAsOneText() {
        assertThat(task("rake\r\ndb:migrate\n").getCommand(), is(List.of("rake", "db:migrate")));
        assertThat(task("").getCommand(), is(empty()));
        assertThat("words of a Jenkinsfile", task("sh", "-c", "a\nb").getCommand(), is(List.of("sh", "-c", "a\nb")));
    }

    @Test
    public void whatIsWrittenIsAskedFor() {
        DeploymentTask task = task("rake", "db:migrate");
        task.setContainer("app");
        task.setEnvironment(List.of(new NamedValue("A", "b")));
        task.setTimeout(90);
        task.setTimeUnit(TimeUnit.SECONDS);
        task.setOnAbort("leave");

        TaskRequest request = task.toRequest(
                "eu-central-1",
                "prod",
                "api",
                new TaskRequest.Origin("shop #7", "jenkins/shop/7/t", "t", Map.of(), null, null));

        assertThat(request.definition().changes().get(0).command(), is(List.of("rake", "db:migrate")));
        assertThat(request.definition().changes().get(0).environment(), is(Map.of("A", "b")));
        assertThat(request.definition().container(), is("app"));
        assertThat(request.following().timeoutMillis(), is(90_000L));
        assertThat(request.following().onAbort(), is(OnStop.LEAVE));
        assertThat(request.service(), is("api"));
    }

    @Test
    public void theNearestPlaceThatSetsTasksCounts() {
        DeploymentTask ofStep = task("step");
        DeploymentTask ofTarget = task("target");
        DeploymentTask ofGlobal = task("global");
        SettingsLayer region = SettingsLayer.of("global")
                .with(Setting.REGION, "eu-central-1")
                .with(List.of(ofGlobal), List.of(ofGlobal));
        SettingsLayer target = SettingsLayer.of("target prod").with(List.of(ofTarget), null);

        EcsSettings configured = EcsSettings.merge(List.of(SettingsLayer.of("step"), target, region), false);
        assertThat(configured.before(), is(List.of(ofTarget)));
        assertThat(configured.after(), is(List.of(ofGlobal)));

        EcsSettings own = EcsSettings.merge(
                List.of(SettingsLayer.of("step").with(List.of(ofStep), List.of()), target, region), false);
        assertThat(own.before(), is(List.of(ofStep)));
        assertThat("an empty list means none", own.after(), is(empty()));
    }
}
