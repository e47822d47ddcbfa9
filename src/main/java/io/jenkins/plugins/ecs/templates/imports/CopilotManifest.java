package io.jenkins.plugins.ecs.templates.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.SourceMappedTree;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a manifest of AWS Copilot.
 *
 * <p>Source: <a href="https://aws.github.io/copilot-cli/docs/manifest/overview/">Manifest</a> in the documentation of AWS
 * Copilot, whose support ended in June 2026.
 */
final class CopilotManifest {

    private static final Pattern RANGE = Pattern.compile("\\s*([0-9]{1,4})\\s*-\\s*([0-9]{1,4})\\s*");
    private static final List<String> VALUES =
            List.of("image", "http", "cpu", "memory", "count", "variables", "secrets", "command");

    private final FoundService found;

    private CopilotManifest(FoundService found) {
        this.found = found;
    }

    static boolean is(@NonNull JsonNode root) {
        return root.path("name").isTextual() && root.path("type").isTextual();
    }

    @NonNull
    static FoundService read(@NonNull SourceMappedTree tree) {
        FoundService found = new FoundService(tree);
        CopilotManifest manifest = new CopilotManifest(found);
        JsonNode root = tree.root();
        found.name = root.path("name").asText();
        manifest.values(root, found.own, TextPath.TOP);
        found.rest(root, TextPath.TOP, with("name", "type", "environments"));
        found.isMap(root.path("environments"), TextPath.TOP.child("environments"));
        root.path("environments").properties().forEach(each -> {
            TextPath path = TextPath.TOP.child("environments").child(each.getKey());
            if (!found.isMap(each.getValue(), path)) {
                return;
            }
            FoundService.Values values = new FoundService.Values();
            manifest.values(each.getValue(), values, path);
            found.rest(each.getValue(), path, VALUES);
            found.environments.put(each.getKey(), values);
        });
        return found;
    }

    private static List<String> with(String... more) {
        List<String> all = new ArrayList<>(VALUES);
        all.addAll(List.of(more));
        return all;
    }

    private void values(JsonNode node, FoundService.Values values, TextPath path) {
        image(node.path("image"), values, path.child("image"));
        http(node.path("http"), values, path.child("http"));
        if (node.has("cpu")) {
            found.known(values, FoundService.Known.CPU, found.text(node.get("cpu")), path.child("cpu"));
        }
        if (node.has("memory")) {
            found.known(values, FoundService.Known.MEMORY, found.text(node.get("memory")), path.child("memory"));
        }
        count(node.path("count"), values, path.child("count"));
        variables(node.path("variables"), values, path.child("variables"));
        secrets(node.path("secrets"), values, path.child("secrets"));
        if (node.has("command")) {
            command(node.get("command"), values == found.own, path.child("command"));
        }
    }

    private void image(JsonNode image, FoundService.Values values, TextPath path) {
        if (image.has("port")) {
            found.known(values, FoundService.Known.PORT, found.text(image.get("port")), path.child("port"));
        }
        if (image.isObject()) {
            // The build of the image is a matter of the Jenkinsfile.
            found.rest(image, path, List.of("port", "build", "location"));
        }
    }

    private void http(JsonNode http, FoundService.Values values, TextPath path) {
        JsonNode check = http.path("healthcheck");
        String health = found.text(check.isObject() ? check.path("path") : check);
        if (health != null) {
            values.known.put(FoundService.Known.HEALTH_PATH, JsonNodeFactory.instance.textNode(health));
        }
        if (http.isObject()) {
            found.rest(http, path, List.of("healthcheck"));
        }
    }

    private void count(JsonNode count, FoundService.Values values, TextPath path) {
        if (count.isMissingNode()) {
            return;
        }
        if (!count.isObject()) {
            found.known(values, FoundService.Known.COUNT, found.text(count), path);
            return;
        }
        Matcher range = RANGE.matcher(count.path("range").asText(""));
        if (!range.matches()) {
            found.leaveOut(path, ImportedFileMessages.NO_RANGE);
            return;
        }
        ObjectNode scaling = JsonNodeFactory.instance.objectNode();
        scaling.put("min", Integer.parseInt(range.group(1)));
        scaling.put("max", Integer.parseInt(range.group(2)));
        metrics(count, scaling, path);
        values.scaling = scaling;
    }

    /** Copilot makes a policy of target tracking for each. */
    private void metrics(JsonNode count, ObjectNode scaling, TextPath path) {
        Map<String, String> metrics = Map.of(
                "cpu_percentage", "ECSServiceAverageCPUUtilization",
                "memory_percentage", "ECSServiceAverageMemoryUtilization");
        for (String member : List.of("cpu_percentage", "memory_percentage")) {
            JsonNode written = count.path(member);
            JsonNode value = written.isObject() ? written.path("value") : written;
            String target = found.text(value);
            if (target != null && target.matches("[0-9]{1,3}")) {
                ObjectNode policy = scaling.withArray("policies").addObject();
                policy.put("policyName", member.replace("_percentage", ""));
                policy.put("policyType", "TargetTrackingScaling");
                ObjectNode tracking = policy.putObject("targetTrackingScalingPolicyConfiguration");
                tracking.put("targetValue", Integer.parseInt(target));
                tracking.putObject("predefinedMetricSpecification").put("predefinedMetricType", metrics.get(member));
            } else if (count.has(member)) {
                found.leaveOut(path.child(member), ImportedFileMessages.NOT_READ);
            }
        }
        found.rest(count, path, List.of("range", "cpu_percentage", "memory_percentage"));
    }

    private void variables(JsonNode variables, FoundService.Values values, TextPath path) {
        found.isMap(variables, path);
        variables.properties().forEach(each -> {
            String value = found.text(each.getValue());
            if (value == null) {
                found.leaveOut(path.child(each.getKey()), ImportedFileMessages.NOT_A_VALUE);
            } else {
                found.variable(values, each.getKey(), value, path.child(each.getKey()));
            }
        });
    }

    /** A parameter of Parameter Store by name, or a secret of Secrets Manager. */
    private void secrets(JsonNode secrets, FoundService.Values values, TextPath path) {
        found.isMap(secrets, path);
        secrets.properties().forEach(each -> {
            JsonNode written = each.getValue();
            JsonNode source = written.isObject() ? written.path("secretsmanager") : written;
            String name = found.text(source);
            if (name == null || name.contains("${")) {
                found.leaveOut(path.child(each.getKey()), ImportedFileMessages.NO_SECRET_NAME);
            } else {
                values.secrets.put(each.getKey(), name);
            }
        });
    }

    private void command(JsonNode command, boolean isOwn, TextPath path) {
        if (!isOwn) {
            found.leaveOut(path, ImportedFileMessages.ONE_COMMAND);
        } else {
            found.command(command, path);
        }
    }
}
