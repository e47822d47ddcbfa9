package io.jenkins.plugins.ecs.demo;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * What the runner is asked for.
 *
 * @param endpoint null for the sandbox
 * @param region of the endpoint
 * @param parameters of the build, by name
 * @param restarts whether each round begins as after a restart of the controller
 * @param answers what pauses are answered that no block answers
 */
record RunnerOptions(
        @NonNull Path jenkinsfile,
        @CheckForNull URI endpoint,
        @NonNull String region,
        @NonNull AwsBasicCredentials credentials,
        @NonNull Map<String, Object> parameters,
        boolean restarts,
        @NonNull RunTarget.Answers answers) {

    /** The names of the arguments; {@code -Ddemo.<name>} for Maven, {@code --<name>} for Java. */
    static final List<String> NAMES =
            List.of("jenkinsfile", "endpoint", "region", "accessKey", "secretKey", "params", "restarts", "pauses");

    static final String USAGE = "--jenkinsfile FILE [--endpoint URL] [--region REGION] [--accessKey ID]"
            + " [--secretKey SECRET] [--params NAME=VALUE,...] [--restarts true|false]"
            + " [--pauses continue|rollback|none], or --serve";

    /**
     * @param values by the names in {@link #NAMES}
     * @throws IllegalArgumentException naming all that is wrong
     */
    static RunnerOptions of(@NonNull Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        values.keySet().stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> problems.add(name + ": there is no such argument"));
        Path file = Path.of(values.getOrDefault("jenkinsfile", ""));
        if (!Files.isRegularFile(file)) {
            problems.add("jenkinsfile: '" + file + "' is not a file");
        }
        URI endpoint = endpoint(values.get("endpoint"), problems);
        RunTarget.Answers answers = answers(values.getOrDefault("pauses", "continue"), problems);
        String restarts = values.getOrDefault("restarts", "false");
        if (!List.of("true", "false").contains(restarts)) {
            problems.add("restarts: '" + restarts + "' is neither true nor false");
        }
        Map<String, Object> parameters = parameters(values.getOrDefault("params", ""), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems) + ". Usage: " + USAGE);
        }
        return new RunnerOptions(
                file,
                endpoint,
                values.getOrDefault("region", RunTarget.DEFAULT_REGION),
                AwsBasicCredentials.create(
                        values.getOrDefault("accessKey", "test"), values.getOrDefault("secretKey", "test")),
                parameters,
                Boolean.parseBoolean(restarts),
                answers);
    }

    /** Of a command line. */
    static RunnerOptions of(@NonNull String... args) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            int equals = name.indexOf('=');
            if (equals > 0) {
                values.put(name.substring(0, equals), name.substring(equals + 1));
            } else if (i + 1 < args.length) {
                values.put(name, args[++i]);
            } else {
                throw new IllegalArgumentException(name + ": its value is missing. Usage: " + USAGE);
            }
        }
        return of(values);
    }

    /** Of the system properties {@code demo.*}, as Maven hands them over. */
    static RunnerOptions ofSystemProperties() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = System.getProperty("demo." + name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return of(values);
    }

    RunTarget on(@NonNull RunTarget target) {
        return target.restarting(restarts).answering(answers);
    }

    private static URI endpoint(String text, List<String> problems) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException wrong) {
            // Said below.
        }
        problems.add("endpoint: '" + text + "' is not an http(s) URL");
        return null;
    }

    private static RunTarget.Answers answers(String text, List<String> problems) {
        return Arrays.stream(RunTarget.Answers.values())
                .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseGet(() -> {
                    problems.add("pauses: '" + text + "' is unknown. Use continue, rollback or none");
                    return RunTarget.Answers.NONE;
                });
    }

    /** A value may contain no comma; {@code --serve} takes any. */
    private static Map<String, Object> parameters(String text, List<String> problems) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String each : text.split(",")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parameters.put(each.substring(0, equals).trim(), each.substring(equals + 1));
            } else if (!each.isBlank()) {
                problems.add("params: '" + each + "' is not NAME=VALUE");
            }
        }
        return parameters;
    }
}
