package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.lookups.BuildValues;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** What look-ups see of a build, and which of its values may not go into a definition. */
public class BuildVariablesTest {

    private static final BuildValues BUILD = BuildVariables.of(
            Map.of("TAG", "1.4.2", "PASSWORD", "hunter2", "URL", "https://u:hunter2@db", "PIN", "12", "EMPTY", ""),
            Map.of("STAGE", "prod", "KEY", "s3cr3t"),
            Set.of("PASSWORD", "PIN", "EMPTY"),
            Set.of("s3cr3t"));

    @Test
    public void secretsAreKnownByTheirValues() {
        assertThat(BUILD.isSecret("hunter2"), is(true));
        assertThat("a part of a URL", BUILD.isSecret("https://u:hunter2@db"), is(true));
        assertThat("of a password parameter", BUILD.isSecret("s3cr3t"), is(true));
        assertThat("short, but the whole value", BUILD.isSecret("12"), is(true));
        assertThat("contains a short one by accident", BUILD.isSecret("eu-central-12"), is(false));
        assertThat(BUILD.isSecret("1.4.2"), is(false));
        assertThat(BUILD.isSecret(""), is(false));
    }

    @Test
    public void variablesAndParametersAreApart() {
        assertThat(BUILD.variable("TAG"), is(Optional.of("1.4.2")));
        assertThat(BUILD.variable("STAGE"), is(Optional.empty()));
        assertThat(BUILD.parameter("STAGE"), is(Optional.of("prod")));
        assertThat(BUILD.parameter("TAG"), is(Optional.empty()));
    }
}
