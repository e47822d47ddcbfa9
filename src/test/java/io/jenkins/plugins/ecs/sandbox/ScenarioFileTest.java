package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ScenarioFileTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static String demo() throws IOException {
        try (InputStream in = ScenarioFileTest.class.getResourceAsStream("demo.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void setsClustersServicesAndScenarios() throws IOException {
        try (EcsSandbox sandbox = EcsSandbox.builder().scenarioFile(demo()).start()) {
            SandboxClient client = new SandboxClient(sandbox);
            JsonNode services = client.ok("DescribeServices", "{'cluster':'demo','services':['shop','worker']}")
                    .path("services");
            assertThat(services.at("/0/runningCount").asInt(), is(2));
            assertThat(
                    services.at("/0/deploymentConfiguration/deploymentCircuitBreaker/rollback")
                            .asBoolean(),
                    is(true));
            assertThat(services.at("/1/taskDefinition").asText(), containsString("task-definition/worker:1"));
            assertThat(client.ok("ListClusters", "{}").path("clusterArns").size(), is(2));
            assertThat(scenario(sandbox, "demo/shop:2.0.1"), is(Scenario.CRASH));
            assertThat(scenario(sandbox, "demo/shop:2.1.7"), is(Scenario.FLAKY));
            assertThat(scenario(sandbox, "demo/shop:2.0.0"), is(Scenario.OK));
        }
    }

    private static Scenario scenario(EcsSandbox sandbox, String image) {
        JsonNode definition = Json.read("{\"containerDefinitions\":[{\"image\":\"" + image + "\"}]}");
        return sandbox.scenarios().of(definition).scenario();
    }

    @Test
    public void isReadFromAFileInJsonToo() throws IOException {
        Path file = folder.newFile().toPath();
        Files.writeString(file, "{\"images\": {\"a\": \"no-capacity\"}, \"quotas\": true}");
        try (EcsSandbox sandbox = EcsSandbox.builder().scenarioFile(file).start()) {
            assertThat(scenario(sandbox, "a"), is(Scenario.NO_CAPACITY));
        }
    }

    @Test
    public void mistakesAreNamed() {
        Exception unknown = assertThrows(
                IllegalArgumentException.class, () -> EcsSandbox.builder().scenarioFile("image: {}"));
        assertThat(unknown.getMessage(), is("unknown member of a scenario file: image"));
        EcsSandboxBuilder wrong = EcsSandbox.builder().scenarioFile("images: {a: EXPLODE}");
        assertThat(assertThrows(IllegalArgumentException.class, wrong::start).getMessage(), containsString("EXPLODE"));
    }
}
