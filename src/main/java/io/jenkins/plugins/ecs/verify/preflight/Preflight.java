package io.jenkins.plugins.ecs.verify.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import io.jenkins.plugins.ecs.aws.elb.TargetGroup;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.Measurement;
import io.jenkins.plugins.ecs.verify.check.Names;
import io.jenkins.plugins.ecs.verify.check.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The checks before a deployment. They only read. */
public final class Preflight {

    private Preflight() {}

    public static Reading read(CheckSpec spec, CheckObservation seen, AwsConnection aws, long now) {
        ObjectNode planned = seen.planned;
        Measurement found =
                switch (spec.kind()) {
                    case IMAGE -> PreflightImages.measure(planned, aws);
                    case ROLES -> PreflightRoles.measure(seen.service, planned, aws.iam());
                    case SECRETS -> PreflightSecrets.measure(planned, aws);
                    case LOG_GROUP -> logGroups(planned, aws);
                    case TARGET_GROUP -> targetGroups(seen.service, planned, aws);
                    case LISTENER_RULES -> listenerRules(seen.service, aws);
                    case PERCENT -> percent(seen.service);
                    default -> PreflightQuota.measure(seen.service, planned, aws, now);
                };
        return (measured, state, at) -> found;
    }

    /** All problems at once, or a list of what is good. */
    static Measurement result(List<String> problems, List<String> good, String nothing, String limit) {
        if (!problems.isEmpty()) {
            return Measurement.failed(String.join("; ", problems), limit);
        }
        return good.isEmpty() ? Measurement.skipped(nothing) : Measurement.passed(String.join(", ", good), limit);
    }

    private static Measurement logGroups(ObjectNode planned, AwsConnection aws) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (JsonNode container : planned.path("containerDefinitions")) {
            JsonNode log = container.path("logConfiguration");
            JsonNode options = log.path("options");
            String group = options.path("awslogs-group").asText("");
            if (!log.path("logDriver").asText().equals("awslogs") || good.contains(group)) {
                continue;
            }
            String region = options.path("awslogs-region").asText(null);
            if (options.path("awslogs-create-group").asText("").equals("true")) {
                good.add(PreflightMessages.logGroupCreated(group));
            } else if ((region == null ? aws.logs() : aws.logs(region)).hasGroup(group)) {
                good.add(group);
            } else {
                problems.add(PreflightMessages.logGroupMissing(
                        group, container.path("name").asText()));
            }
        }
        return result(problems, good, PreflightMessages.NO_LOG_GROUP, PreflightMessages.LOG_GROUPS_EXIST);
    }

    private static Measurement targetGroups(EcsService service, ObjectNode planned, AwsConnection aws) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        boolean ip = planned.path("networkMode").asText("").equals("awsvpc");
        for (LoadBalancer balancer : service.settings().loadBalancers()) {
            if (balancer.targetGroups().isEmpty()) {
                continue;
            }
            if (!hasPort(planned, balancer)) {
                problems.add(PreflightMessages.containerPortMissing(balancer.container(), balancer.port()));
            }
            List<TargetGroup> groups = aws.elb().targetGroups(balancer.targetGroups());
            for (String arn : balancer.targetGroups()) {
                Optional<TargetGroup> group =
                        groups.stream().filter(each -> each.arn().equals(arn)).findFirst();
                String name = Names.targetGroup(arn);
                if (group.isEmpty()) {
                    problems.add(PreflightMessages.targetGroupMissing(name));
                } else if (!group.get().targetType().equals(ip ? "ip" : "instance")) {
                    problems.add(PreflightMessages.targetTypeDiffers(
                            name,
                            group.get().targetType(),
                            planned.path("networkMode").asText("bridge"),
                            ip ? "ip" : "instance"));
                } else {
                    good.add(PreflightMessages.targetGroup(name, balancer.container(), balancer.port()));
                }
            }
        }
        return result(problems, good, PreflightMessages.NO_TARGET_GROUP, PreflightMessages.TARGET_GROUPS_MATCH);
    }

    private static boolean hasPort(ObjectNode planned, LoadBalancer balancer) {
        for (JsonNode container : planned.path("containerDefinitions")) {
            if (container.path("name").asText().equals(balancer.container())) {
                for (JsonNode port : container.path("portMappings")) {
                    if (port.path("containerPort").asInt() == balancer.port()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Measurement listenerRules(EcsService service, AwsConnection aws) {
        List<String> problems = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (LoadBalancer balancer : service.settings().loadBalancers()) {
            Stream.of(balancer.productionRule(), balancer.testRule())
                    .filter(Objects::nonNull)
                    .forEach(arn -> {
                        Optional<Listener> rule = aws.elb().listenerOrRule(arn);
                        if (rule.isEmpty()) {
                            problems.add(PreflightMessages.ruleMissing(arn));
                        } else if (rule.get().targetGroups().stream().noneMatch(balancer.targetGroups()::contains)) {
                            problems.add(PreflightMessages.ruleElsewhere(Arns.brief(arn)));
                        } else {
                            good.add(Arns.brief(arn));
                        }
                    });
        }
        return result(problems, good, PreflightMessages.NO_LISTENER_RULES, PreflightMessages.LISTENER_RULES_MATCH);
    }

    /** A rolling update must be able to start a new task or to stop an old one. */
    private static Measurement percent(EcsService service) {
        int least = service.settings().minimumHealthyPercent();
        int most = service.settings().maximumPercent();
        long desired = service.desiredCount();
        long mustStay = (desired * least + 99) / 100;
        long mayBe = desired * most / 100;
        return Measurement.of(
                desired == 0 || mayBe > mustStay,
                PreflightMessages.tasksDuringDeployment(desired, mustStay, mayBe, least, most),
                PreflightMessages.ROOM_FOR_ONE_TASK);
    }
}
