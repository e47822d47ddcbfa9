package io.jenkins.plugins.ecs.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one step ended, as data.
 *
 * @param step the step's function
 * @param verdict null where the step was refused for its parameters, or failed without a verdict
 * @param message one line; what is wrong with the parameters where they were refused
 * @param result what the step gave to the pipeline, or what its exception carries; null where there is none
 */
record StepReport(
        @NonNull String step,
        @CheckForNull String verdict,
        @NonNull String message,
        @CheckForNull Object result) {

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    /** {@code step}, {@code verdict}, {@code message} and {@code result}. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step);
        map.put("verdict", verdict);
        map.put("message", message);
        map.put("result", result);
        return map;
    }

    /** In one line. */
    String json() {
        return json(toMap());
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
