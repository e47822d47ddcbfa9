package io.jenkins.plugins.ecs.verify.http;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of JSONPath that names places: {@code $.checks[0].status}, {@code $['a b']}, {@code $.checks[*].status}. */
public final class JsonPath {

    private static final Pattern STEP =
            Pattern.compile("\\.([A-Za-z_][\\w-]*|\\*)|\\[(\\d{1,6}|\\*)]|\\['([^']*)']|\\[\"([^\"]*)\"]");

    private final List<String> steps = new ArrayList<>();

    /** @throws IllegalArgumentException naming what is not understood */
    public JsonPath(@NonNull String path) {
        int at = path.startsWith("$") ? 1 : -1;
        Matcher step = STEP.matcher(path);
        while (at > 0 && at < path.length()) {
            step.region(at, path.length());
            if (!step.lookingAt()) {
                at = -1;
                break;
            }
            for (int group = 1; group <= 4; group++) {
                if (step.group(group) != null) {
                    steps.add(step.group(group));
                }
            }
            at = step.end();
        }
        if (at < 0) {
            throw new IllegalArgumentException("'" + path
                    + "' is not a path that is understood here. Write it as in $.status, $.checks[0].status or"
                    + " $.checks[*].status");
        }
    }

    /** All values at that place. */
    @NonNull
    List<JsonNode> find(@NonNull JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (String step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                if (step.equals("*")) {
                    node.forEach(next::add);
                } else {
                    JsonNode child = node.isArray() && step.matches("\\d+")
                            ? node.path(Integer.parseInt(step))
                            : node.path(step);
                    if (!child.isMissingNode()) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return found;
    }
}
