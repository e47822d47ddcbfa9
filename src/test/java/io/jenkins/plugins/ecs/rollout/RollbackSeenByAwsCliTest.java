package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Phase;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.sandbox.Scenario;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The real AWS CLI as a witness of a rollback; skipped where there is none. */
public class RollbackSeenByAwsCliTest extends RolloutTestCase {

    @Test
    public void theServiceRunsWhatItRanBefore() throws Exception {
        assumeTrue("the AWS CLI is not installed", isInstalled());
        sandbox.scenarios().image(NEW, Scenario.STUCK);
        rollout(request()).runUntil(state -> state.phase() == Phase.FOLLOWING);
        assertThat(aws("services[0].deployments[0].taskDefinition"), is("api:2"));

        Outcome outcome = rollout(
                        DeployRequest.of("eu-central-1", "prod", "api").goesBack(true))
                .run();

        assertThat(outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(aws("services[0].taskDefinition"), is("api:1"));
        assertThat(aws("services[0].deployments[0].rolloutState"), is("COMPLETED"));
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    }

    private String aws(String query) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "aws", "--output", "text", "ecs", "describe-services", "--cluster", "prod", "--services", "api"));
        command.addAll(List.of("--query", query));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        EcsSandbox.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY",
                        EcsSandbox.SECRET_ACCESS_KEY,
                        "AWS_ENDPOINT_URL",
                        sandbox.endpoint().toString(),
                        "AWS_DEFAULT_REGION",
                        "eu-central-1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        return output.substring(output.lastIndexOf('/') + 1);
    }
}
