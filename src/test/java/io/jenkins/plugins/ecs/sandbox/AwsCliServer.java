package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs commands of the AWS CLI without starting an interpreter for each of them, which takes longer than the command. */
final class AwsCliServer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static AwsCliServer shared;
    private static boolean started;

    private final BufferedReader answers;
    private final Writer commands;

    private AwsCliServer(Process process) {
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Null if the CLI is not a module of the Python on the path, as version 2 is not. */
    static synchronized AwsCliServer get() throws IOException {
        if (!started) {
            started = true;
            shared = start();
        }
        return shared;
    }

    private static AwsCliServer start() throws IOException {
        try (InputStream script = AwsCliServer.class.getResourceAsStream("aws-cli.py")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            AwsCliServer server = new AwsCliServer(AwsCli.withoutAwsVariables(List.of("python3", "-c", text))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            return server.answers.readLine() == null ? null : server;
        }
    }

    synchronized String run(List<String> arguments, Map<String, String> environment) throws IOException {
        commands.write(JSON.writeValueAsString(Map.of("arguments", arguments, "environment", environment)) + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the AWS CLI ended without an answer");
        }
        return JSON.readValue(answer, String.class);
    }
}
