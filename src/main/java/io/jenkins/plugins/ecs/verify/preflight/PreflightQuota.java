package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import io.jenkins.plugins.ecs.verify.check.MetricCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * {@code quota}: the tasks of the deployment at its peak are within the account's quotas, or within AWS's published
 * defaults if the quotas cannot be read.
 */
final class PreflightQuota {

    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
    private static final int TASKS_PER_SERVICE = 5_000;
    private static final int CONTAINERS = 10;
    private static final int DEFINITION_KILOBYTES = 64;

    private static final String TASKS_QUOTA = "L-92E49DE3";
    /** Fargate On-Demand vCPU resource count. The number in use is a CloudWatch metric. */
    private static final String VCPU_QUOTA = "L-3032A538";

    /** Usage metrics appear every few minutes, so the last 15 minutes have at least one value. */
    private static final long USAGE_WINDOW = 900_000;

    private static final int PERIOD_SECONDS = 300;

    private final AwsConnection aws;
    private final List<String> values = new ArrayList<>();
    private final List<String> limits = new ArrayList<>();
    private String unread;
    private boolean good = true;

    private PreflightQuota(AwsConnection aws) {
        this.aws = aws;
    }

    static Measurement measure(EcsService service, ObjectNode planned, AwsConnection aws, long now) {
        PreflightQuota quota = new PreflightQuota(aws);
        long peak = (long) service.desiredCount() * service.settings().maximumPercent() / 100;
        OptionalDouble own = quota.own("ecs", TASKS_QUOTA);
        quota.hold(peak, PreflightMessages.tasksAtPeak(peak), own.orElse(TASKS_PER_SERVICE), own.isEmpty());
        int containers = planned.path("containerDefinitions").size();
        quota.hold(containers, PreflightMessages.containers(containers), CONTAINERS, false);
        int kilobytes = (planned.toString().length() + 1023) / 1024;
        quota.hold(kilobytes, PreflightMessages.definitionSize(kilobytes), DEFINITION_KILOBYTES, false);
        if (service.settings().launchType().equals("FARGATE")) {
            quota.processors((peak - service.desiredCount()) * processorsOfTask(planned), now);
        }
        String value = String.join(", ", quota.values) + (quota.unread == null ? "" : "; " + quota.unread);
        return Measurement.of(quota.good, value, PreflightMessages.quotas(quota.limits));
    }

    private void hold(double value, String words, double limit, boolean isDefault) {
        values.add(words);
        limits.add(PreflightMessages.quota(number(limit), isDefault));
        good = good && value <= limit;
    }

    /** Compares the vCPU in use plus those that the deployment adds at its peak with the account's quota. */
    private void processors(double more, long now) {
        OptionalDouble own = own("fargate", VCPU_QUOTA);
        if (own.isEmpty()) {
            values.add(PreflightMessages.processors(number(more)));
            return;
        }
        double used = inUse(now);
        hold(
                Math.max(used, 0) + more,
                PreflightMessages.processors(number(more), used < 0 ? null : number(used)),
                own.getAsDouble(),
                false);
    }

    /** {@code 256} and {@code .25 vCPU} are the same. */
    private static double processorsOfTask(ObjectNode planned) {
        String cpu = planned.path("cpu").asText("0").toLowerCase(Locale.ROOT);
        boolean whole = cpu.endsWith("vcpu");
        try {
            return whole ? Double.parseDouble(cpu.replace("vcpu", "")) : Double.parseDouble(cpu) / 1024;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    private OptionalDouble own(String service, String code) {
        try {
            return aws.quotas().value(service, code);
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            unread = unread(failure, PreflightMessages.QUOTAS_UNREAD);
            return OptionalDouble.empty();
        }
    }

    private static String unread(AwsFailure failure, String otherwise) {
        return switch (failure.kind()) {
            case DENIED -> PreflightMessages.missingPermission(failure.missingPermission());
            case NOT_INSTALLED -> failure.awsMessage();
            default -> otherwise;
        };
    }

    /** vCPU in use; negative if unknown. */
    private double inUse(long now) {
        ArrayNode dimensions = JsonNodeFactory.instance.arrayNode();
        String[][] names = {
            {"Service", "Fargate"}, {"Type", "Resource"}, {"Resource", "vCPU"}, {"Class", "Standard/OnDemand"}
        };
        for (String[] name : names) {
            dimensions.addObject().put("Name", name[0]).put("Value", name[1]);
        }
        ArrayNode queries = JsonNodeFactory.instance
                .arrayNode()
                .add(MetricCheck.query("AWS/Usage", "ResourceCount", dimensions, "Maximum", PERIOD_SECONDS));
        try {
            List<Double> values = aws.metrics().metric(queries, now - USAGE_WINDOW, now);
            return values.isEmpty() ? -1 : values.get(values.size() - 1);
        } catch (AwsFailure failure) {
            if (failure.isPassing()) {
                throw failure;
            }
            unread = unread(failure, PreflightMessages.USAGE_UNREAD);
            return -1;
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
