package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.verify.check.AlarmsCheck;
import io.jenkins.plugins.ecs.verify.check.BackgroundReads;
import io.jenkins.plugins.ecs.verify.check.CheckObservation;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.Checks;
import io.jenkins.plugins.ecs.verify.check.ReadKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Reads of load balancers, alarms and scaling. They run in the background, because they cannot be batched, and once for all
 * checks of a poll. The checks are evaluated when the reads have finished, together with the ECS reads of the same
 * poll.
 */
final class SharedReads {

    private final AwsConnection aws;
    private final BackgroundReads aside;

    SharedReads(AwsConnection aws, BackgroundReads aside) {
        this.aws = aws;
        this.aside = aside;
    }

    void begin(List<CheckSpec> specs, List<Integer> checks, CheckObservation seen, long now) {
        List<Integer> withTargets = needing(ReadKind.TARGETS, specs, checks);
        List<Integer> withAlarms = needing(ReadKind.ALARMS, specs, checks);
        Set<String> names = new TreeSet<>();
        withAlarms.forEach(i -> names.addAll(
                AlarmsCheck.names(specs.get(i), seen.service.settings().alarmNames())));
        Map<Integer, List<FutureTask<?>>> reads = new LinkedHashMap<>();
        List<LoadBalancer> balancers = seen.service.settings().loadBalancers();
        if (balancers.stream().anyMatch(each -> !each.targetGroups().isEmpty())) {
            begin(withTargets, reads, seen, () -> lookAtTargets(balancers, seen));
        }
        begin(needing(ReadKind.SCALING, specs, checks), reads, seen, () -> lookAtScaling(seen));
        if (!names.isEmpty()) {
            begin(withAlarms, reads, seen, () -> lookAtAlarms(names, seen));
        }
        reads.forEach((check, all) -> {
            if (!seen.pending.contains(check)) {
                aside.await(check, now, all, () -> (spec, state, at) -> Checks.judge(spec, state, seen, at));
            }
        });
    }

    private static List<Integer> needing(ReadKind need, List<CheckSpec> specs, List<Integer> checks) {
        return checks.stream()
                .filter(i -> ReadKind.of(specs.get(i)).contains(need))
                .toList();
    }

    private void begin(
            List<Integer> checks,
            Map<Integer, List<FutureTask<?>>> reads,
            CheckObservation seen,
            Supplier<CheckObservation> read) {
        if (checks.isEmpty()) {
            return;
        }
        FutureTask<CheckObservation> task = aside.start(read);
        if (task == null) {
            // No thread is free: the next round tries again.
            seen.pending.addAll(checks);
        } else {
            checks.forEach(
                    i -> reads.computeIfAbsent(i, check -> new ArrayList<>(2)).add(task));
        }
    }

    // FutureTask.get publishes these fields to the round that takes the result. No other thread reads them.

    private CheckObservation lookAtTargets(List<LoadBalancer> balancers, CheckObservation seen) {
        VerifyObserver.tryTo(
                () -> {
                    Map<String, List<TargetHealth>> targets = new LinkedHashMap<>();
                    for (LoadBalancer balancer : balancers) {
                        for (String group : balancer.targetGroups()) {
                            targets.put(group, aws.elb().targetHealth(group));
                        }
                    }
                    seen.targets = targets;
                },
                failure -> seen.targetsFailure = failure);
        return seen;
    }

    private CheckObservation lookAtScaling(CheckObservation seen) {
        String resource = ApplicationAutoScalingApi.resourceId(
                Arns.brief(seen.service.clusterArn()), Arns.brief(seen.service.arn()));
        VerifyObserver.tryTo(
                () -> seen.scaling = LiveScaling.read(aws.autoScaling(), resource),
                failure -> seen.scalingFailure = failure);
        return seen;
    }

    private CheckObservation lookAtAlarms(Set<String> names, CheckObservation seen) {
        VerifyObserver.tryTo(() -> seen.alarms = aws.alarms().alarms(names), failure -> seen.alarmsFailure = failure);
        return seen;
    }
}
