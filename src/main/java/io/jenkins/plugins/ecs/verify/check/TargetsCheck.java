package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code targets}: every load balancer of the service has at least as many healthy targets as the desired count. */
final class TargetsCheck {

    private TargetsCheck() {}

    /** @param targets the targets of each target group, by the group's ARN */
    static Measurement measure(int desired, List<LoadBalancer> loadBalancers, Map<String, List<TargetHealth>> targets) {
        if (loadBalancers.stream().allMatch(each -> each.targetGroups().isEmpty())) {
            return Measurement.skipped(CheckMessages.NO_TARGET_GROUP);
        }
        List<String> good = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (LoadBalancer balancer : loadBalancers) {
            Group group = new Group(balancer, targets);
            if (!group.unhealthy.isEmpty()) {
                bad.add(CheckMessages.targetsNotHealthy(group.unhealthy.size(), group.name(), group.unhealthy.get(0)));
            } else if (group.healthy >= desired) {
                good.add(CheckMessages.targets(group.healthy, group.name()));
            } else if (group.healthy + group.initial >= desired) {
                waiting.add(CheckMessages.targetsInitial(group.initial, group.name()));
            } else {
                bad.add(CheckMessages.targets(group.healthy, group.name()));
            }
        }
        String limit = CheckMessages.allTargets(desired);
        if (!bad.isEmpty()) {
            return Measurement.failed(String.join("; ", bad), limit);
        }
        return waiting.isEmpty()
                ? Measurement.passed(String.join("; ", good), limit)
                : Measurement.inconclusive(String.join("; ", waiting), limit);
    }

    /** A target group, or both of a blue/green service: the active one changes with each deployment. */
    private static final class Group {
        private final Set<String> names = new LinkedHashSet<>();
        private final List<String> unhealthy = new ArrayList<>();
        private int healthy;
        private int initial;

        Group(LoadBalancer balancer, Map<String, List<TargetHealth>> targets) {
            for (String arn : balancer.targetGroups()) {
                List<TargetHealth> all = targets.getOrDefault(arn, List.of());
                all.forEach(this::count);
                if (!all.isEmpty() || names.isEmpty()) {
                    names.add(Names.targetGroup(arn));
                }
            }
        }

        String name() {
            return String.join("+", names);
        }

        private void count(TargetHealth target) {
            switch (target.state()) {
                case "healthy" -> healthy++;
                case "initial" -> initial++;
                case "draining", "unused", "" -> {}
                default -> {
                    String why = target.description().isEmpty() ? target.reason() : target.description();
                    unhealthy.add(CheckMessages.target(target.address(), target.state(), why));
                }
            }
        }
    }
}
