package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** From the fields of the step to a request, or to an error that names the field. */
public class RunTaskRequestsTest {

    private static final TaskRequest.Origin ORIGIN =
            new TaskRequest.Origin("shop #1", "jenkins/shop/1/a", "a", Map.of(), null, null);

    /** An environment variable that is not set gives null. */
    @Test
    public void aWordOfTheCommandThatIsNullIsNamed() {
        EcsSettings settings = EcsSettings.merge(
                List.of(SettingsLayer.of("step")
                        .with(Setting.REGION, "eu-central-1")
                        .with(Setting.CLUSTER, "prod")),
                false);
        EcsRunTaskStep step = new EcsRunTaskStep();
        step.setService("api");
        step.setCommand(Arrays.asList("rake", null));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> RunTaskRequests.of(step, settings, ORIGIN));
        assertThat(refused.getMessage(), containsString("command"));
        assertThat(refused.getMessage(), containsString("null"));
    }
}
