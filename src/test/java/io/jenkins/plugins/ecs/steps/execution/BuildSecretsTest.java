package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import hudson.EnvVars;
import java.util.Set;
import org.junit.Test;

public class BuildSecretsTest {

    @Test
    public void secretsAreWhatIsDeclaredSoAndWhatIsNamedSo() {
        EnvVars environment = new EnvVars();
        environment.put("BOUND", "bound-value");
        environment.put("DB_PASSWORD", "named-value");
        environment.put("USE_TOKEN", "true");
        environment.put("PATH", "/bin");

        assertThat(
                BuildSecrets.of(environment, Set.of("BOUND", "NOT_THERE")),
                containsInAnyOrder("bound-value", "named-value"));
    }
}
