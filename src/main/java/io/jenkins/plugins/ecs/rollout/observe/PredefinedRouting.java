package io.jenkins.plugins.ecs.rollout.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How AWS's own deployment configurations of CodeDeploy move traffic: their names say it, and they need not be read. */
final class PredefinedRouting {

    private static final Pattern PREDEFINED =
            Pattern.compile("CodeDeployDefault\\.ECS(Linear|Canary)(\\d+)Percent(?:Every)?(\\d+)Minutes");

    private PredefinedRouting() {}

    /** {@code trafficRoutingConfig} of one of AWS's own configurations; null for any other. */
    @CheckForNull
    static JsonNode of(String config) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        Matcher name = PREDEFINED.matcher(config);
        if (name.matches()) {
            int percent = Integer.parseInt(name.group(2));
            int minutes = Integer.parseInt(name.group(3));
            return name.group(1).equals("Linear")
                    ? json.objectNode()
                            .set(
                                    "timeBasedLinear",
                                    json.objectNode()
                                            .put("linearPercentage", percent)
                                            .put("linearInterval", minutes))
                    : json.objectNode()
                            .set(
                                    "timeBasedCanary",
                                    json.objectNode()
                                            .put("canaryPercentage", percent)
                                            .put("canaryInterval", minutes));
        }
        return config.isEmpty() || config.startsWith("CodeDeployDefault.") ? json.objectNode() : null;
    }
}
