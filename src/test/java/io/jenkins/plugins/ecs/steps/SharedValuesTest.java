package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.SettingsLayer;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import java.util.List;
import org.junit.Test;

/** Values of administrators come from files, too, which no form has checked. */
public class SharedValuesTest {

    private static EcsSettings circuitBreaker(String value) {
        return EcsSettings.merge(
                List.of(
                        SettingsLayer.of("step")
                                .with(Setting.REGION, "eu-central-1")
                                .with(Setting.CLUSTER, "prod"),
                        SettingsLayer.of("global").with(Setting.CIRCUIT_BREAKER, value)),
                false);
    }

    @Test
    public void aCircuitBreakerThatIsNeitherOnNorOffIsRefusedByEachStepThatDeploys() {
        EcsDeployStep deploy = new EcsDeployStep();
        deploy.setService("api");
        for (EcsRevisionStep step : List.of(deploy, new EcsBlueGreenStep("api"), new EcsBlueGreenGatedStep("api"))) {
            step.setImage("repo/app:1");
            String name = step.getClass().getSimpleName();
            assertThat(name, step.problems(circuitBreaker("of")), hasItem(containsString("circuitBreaker: 'of'")));
            assertThat(name, step.problems(circuitBreaker("off")), is(empty()));
        }
    }
}
