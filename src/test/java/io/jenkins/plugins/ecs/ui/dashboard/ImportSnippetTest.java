package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.jenkins.plugins.ecs.history.ServiceKey;
import org.junit.Test;

public class ImportSnippetTest {

    private static final ServiceKey KEY = new ServiceKey("eu-central-1", "prod", "api");

    @Test
    public void namesTheTargetOrElseTheRegion() {
        assertThat(
                ImportSnippet.of(KEY, "prod-eu"),
                containsString("ecsImport target: 'prod-eu', cluster: 'prod', service: 'api', dir: 'ecs'\n"));
        assertThat(
                ImportSnippet.of(KEY, ""),
                containsString("ecsImport region: 'eu-central-1', cluster: 'prod', service: 'api', dir: 'ecs'\n"));
    }

    /** Names come from Jenkinsfiles; what is pasted elsewhere must not run. */
    @Test
    public void aHostileNameStaysAText() {
        assertThat(
                ImportSnippet.of(new ServiceKey("r", "c", "x', a: sh('id')\n//\\"), ""),
                containsString("service: 'x\\', a: sh(\\'id\\') //\\\\', dir"));
    }
}
