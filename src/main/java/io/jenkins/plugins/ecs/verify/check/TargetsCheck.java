package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.TargetHealth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code targets}: does every load balancer of the service see as many healthy targets as there are to be tasks? */
final class TargetsCheck {

    private TargetsCheck() {}

    /** @param targets by ARN of their group */
    static Measurement measure(int desired, List<LoadBalancer> loadBalancers, Map<String, List<TargetHealth>> targets) {
        if (loadBalancers.stream().allMatch(each -> each.targetGroups().isEmpty())) {
            return Measurement.skipped("the service has no target group");
        }
        List<String> good = new ArrayList<>();
        List<String> waiting = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        for (LoadBalancer balancer : loadBalancers) {
            Group group = new Group(balancer, targets);
            if (!group.ill.isEmpty()) {
                bad.add(group.ill.size() + " not healthy in " + group.name() + ": " + group.ill.get(0));
            } else if (group.healthy >= desired) {
                good.add(group.healthy + " healthy in " + group.name());
            } else if (group.healthy + group.initial >= desired) {
                waiting.add(group.initial + " still initial in " + group.name());
            } else {
                bad.add(group.healthy + " healthy in " + group.name());
            }
        }
        String limit = desired + " healthy, none unhealthy";
        if (!bad.isEmpty()) {
            return Measurement.failed(String.join("; ", bad), limit);
        }
        return waiting.isEmpty()
                ? Measurement.passed(String.join("; ", good), limit)
                : Measurement.inconclusive(String.join("; ", waiting), limit);
    }

    /** A target group, with the other one of a blue/green service: which of the two has the tasks changes each time. */
    private static final class Group {
        private final Set<String> names = new LinkedHashSet<>();
        private final List<String> ill = new ArrayList<>();
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
                    ill.add(target.address() + " is " + target.state() + (why.isEmpty() ? "" : " (" + why + ")"));
                }
            }
        }
    }
}
