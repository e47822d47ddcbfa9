package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.sandbox.Operation.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IAM roles, and secrets of Secrets Manager and Parameter Store, as far as it is asked whether they are there. All are,
 * unless a test says that they are {@linkplain EcsSandbox#missing missing}; roles trust ECS's tasks unless a test names
 * another {@linkplain EcsSandbox#trust service}.
 */
final class IdentityOperations {

    private IdentityOperations() {}

    static void addRolesTo(Map<String, Operation> operations) {
        operations.put("GetRole", IdentityOperations::role);
    }

    static void addSecretsTo(Map<String, Operation> operations) {
        operations.put("DescribeSecret", IdentityOperations::secret);
    }

    static void addParametersTo(Map<String, Operation> operations) {
        operations.put("DescribeParameters", IdentityOperations::parameters);
    }

    static void addQuotasTo(Map<String, Operation> operations) {
        operations.put("GetServiceQuota", IdentityOperations::quota);
    }

    private static ObjectNode quota(Input input, Context context) {
        String code = input.required("QuotaCode", "QuotaCode is missing");
        Double value = context.region().world.serviceQuotas.get(code);
        if (value == null) {
            throw new AwsError(
                    400, "NoSuchResourceException", "The request failed because the specified quota does not exist.");
        }
        ObjectNode answer = Json.object();
        answer.putObject("Quota")
                .put("ServiceCode", input.text("ServiceCode"))
                .put("QuotaCode", code)
                .put("Value", value);
        return answer;
    }

    private static ObjectNode role(Input input, Context context) {
        String name = input.required("RoleName", "RoleName is missing");
        World world = context.region().world;
        if (world.missing.contains(name)) {
            throw new AwsError(404, "NoSuchEntity", "The role with name " + name + " cannot be found.");
        }
        String service = world.trusts.getOrDefault(name, "ecs-tasks.amazonaws.com");
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        ObjectNode answer = Json.object();
        answer.putObject("Role")
                .put("RoleName", name)
                .put("Arn", context.region().arns.role(name))
                .put("AssumeRolePolicyDocument", URLEncoder.encode(trust, StandardCharsets.UTF_8));
        return answer;
    }

    private static ObjectNode secret(Input input, Context context) {
        String id = input.required("SecretId", "SecretId is missing");
        World world = context.region().world;
        Optional<Map.Entry<String, StoredValues.Secret>> stored = world.stored.secrets.entrySet().stream()
                .filter(each -> each.getKey().equals(id)
                        || each.getValue().arn().equals(id)
                        || each.getValue().arn().matches(Pattern.quote(id) + "-[A-Za-z0-9]{6}"))
                .findFirst();
        if (stored.isPresent()) {
            ObjectNode secret = Json.object()
                    .put("ARN", stored.get().getValue().arn())
                    .put("Name", stored.get().getKey());
            return stored.get().getValue().deleted() ? secret.put("DeletedDate", 1.7e9) : secret;
        }
        if (world.missing.contains(id) || !id.startsWith("arn:")) {
            throw new AwsError(400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        return Json.object().put("ARN", id).put("Name", id.substring(id.lastIndexOf(':') + 1));
    }

    private static ObjectNode parameters(Input input, Context context) {
        String name =
                input.get("ParameterFilters").path(0).path("Values").path(0).asText();
        ObjectNode answer = Json.object();
        var parameters = answer.putArray("Parameters");
        if (!context.region().world.missing.contains(name)) {
            parameters.addObject().put("Name", name).put("Type", "SecureString");
        }
        return answer;
    }
}
