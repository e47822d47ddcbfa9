package io.jenkins.plugins.ecs.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a Jenkinsfile without Jenkins: the plugin's own steps, rollouts and calls over HTTP, against the sandbox or any
 * endpoint that speaks the protocols of AWS. {@code docs/jenkinsfile-runner.md} is its manual.
 */
public final class JenkinsfileRunner {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream out;

    JenkinsfileRunner(PrintStream out) {
        this.out = out;
    }

    /** Exits with 0 if the Jenkinsfile succeeded, 1 if it failed, 2 if the arguments are wrong. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code;
        if (List.of(args).equals(List.of("--serve"))) {
            // What else is printed would be taken for an answer.
            System.setOut(System.err);
            new JenkinsfileRunner(out).serve(System.in);
            code = 0;
        } else {
            code = run(out, args);
        }
        out.flush();
        System.exit(code);
    }

    private static int run(PrintStream out, String[] args) throws IOException {
        RunnerOptions options;
        try {
            options = RunnerOptions.of(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        return new JenkinsfileRunner(out).run(options) ? 0 : 1;
    }

    /** @return whether the Jenkinsfile succeeded */
    boolean run(RunnerOptions options) throws IOException {
        JenkinsfileRun build = new JenkinsfileRun(1, options.jenkinsfile())
                .with(options.parameters())
                .console(out::println)
                .reports(step -> out.println(step.json()));
        runOn(options, build);
        return build.failure() == null;
    }

    /** The endpoint that the options name, or a sandbox of its own. */
    private static void runOn(RunnerOptions options, JenkinsfileRun build) throws IOException {
        if (options.endpoint() != null) {
            build.run(options.on(RunTarget.of(options.endpoint(), options.region(), options.credentials())));
            return;
        }
        try (EcsSandbox sandbox = Examples.sandbox()) {
            build.run(options.on(RunTarget.of(sandbox, Pace.AT_ONCE)));
        }
    }

    /** One request a line, one answer a line, until the input ends. */
    void serve(InputStream requests) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                out.println(StepReport.json(answer(line)));
                out.flush();
            }
        }
    }

    private static Map<String, Object> answer(String line) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        JsonNode request;
        try {
            request = JSON.readTree(line);
        } catch (JsonProcessingException wrong) {
            answer.put("error", "not JSON: " + wrong.getOriginalMessage());
            return answer;
        }
        if (request.has("id")) {
            answer.put("id", request.get("id"));
        }
        try (RunnerRequest parsed = RunnerRequest.of(request)) {
            JenkinsfileRun build = new JenkinsfileRun(1, parsed.options().jenkinsfile())
                    .with(parsed.options().parameters());
            runOn(parsed.options(), build);
            answer.put("result", build.result());
            answer.put("steps", build.steps().stream().map(StepReport::toMap).toList());
            answer.put("log", build.log());
        } catch (IllegalArgumentException wrong) {
            answer.put("error", wrong.getMessage());
        }
        return answer;
    }
}
