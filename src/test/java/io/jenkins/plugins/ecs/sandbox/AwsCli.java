package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real AWS CLI, if it is installed, pointed at a sandbox. */
public final class AwsCli {

    private AwsCli() {}

    public static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws")));
    }

    /** Its output, errors included. */
    public static String run(EcsSandbox sandbox, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--output", "text"));
        all.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "AWS_ACCESS_KEY_ID", EcsSandbox.ACCESS_KEY_ID,
                "AWS_SECRET_ACCESS_KEY", EcsSandbox.SECRET_ACCESS_KEY,
                "AWS_ENDPOINT_URL", sandbox.endpoint().toString(),
                "AWS_DEFAULT_REGION", "eu-central-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_PAGER", "");
        AwsCliServer server = AwsCliServer.get();
        return (server == null ? start(all, environment) : server.run(all, environment)).trim();
    }

    private static String start(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(arguments);
        ProcessBuilder builder = withoutAwsVariables(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    static ProcessBuilder withoutAwsVariables(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        return builder;
    }
}
