package io.jenkins.plugins.ecs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request of {@code --serve}: the options of the command line, and the Jenkinsfile as a text if that is handier. */
final class RunnerRequest implements AutoCloseable {

    private static final String SCRIPT = "script";

    private final RunnerOptions options;
    private final Path temporary;

    private RunnerRequest(RunnerOptions options, Path temporary) {
        this.options = options;
        this.temporary = temporary;
    }

    /** @throws IllegalArgumentException naming all that is wrong */
    static RunnerRequest of(@NonNull JsonNode request) throws IOException {
        if (!request.isObject()) {
            throw new IllegalArgumentException("a request is a JSON object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        request.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (member.getKey().equals("params") && value.isObject()) {
                value.properties().forEach(each -> parameters.put(each.getKey(), plain(each.getValue())));
            } else if (!List.of("id", SCRIPT).contains(member.getKey()) && !value.isNull()) {
                values.put(member.getKey(), value.asText());
            }
        });
        Path temporary = null;
        if (request.hasNonNull(SCRIPT)) {
            temporary = Files.createTempDirectory("jenkinsfile").resolve("Jenkinsfile");
            Files.writeString(temporary, request.get(SCRIPT).asText());
            values.put("jenkinsfile", temporary.toString());
        }
        try {
            RunnerOptions options = RunnerOptions.of(values);
            options.parameters().putAll(parameters);
            return new RunnerRequest(options, temporary);
        } catch (IllegalArgumentException wrong) {
            delete(temporary);
            throw wrong;
        }
    }

    private static Object plain(JsonNode value) {
        return value.isBoolean() ? (Object) value.booleanValue() : value.asText();
    }

    RunnerOptions options() {
        return options;
    }

    @Override
    public void close() throws IOException {
        delete(temporary);
    }

    private static void delete(Path file) throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        }
    }
}
