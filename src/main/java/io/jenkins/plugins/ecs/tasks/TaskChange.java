package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A run of tasks as the rules see it: by what AWS answered wherever it has answered. */
final class TaskChange {

    private TaskChange() {}

    @NonNull
    static Change of(@NonNull TaskRunState state) {
        TaskRequest request = state.request();
        TaskPlan plan = state.plan();
        String arn = plan.accountArn();
        String region = Arn.region(arn);
        return new Change(
                        Arn.account(arn),
                        region == null ? request.region() : region,
                        plan.clusterArn() == null || plan.clusterArn().isEmpty()
                                ? request.clusterName()
                                : Arns.brief(plan.clusterArn()),
                        plan.serviceArn() == null ? request.serviceName() : Arns.brief(plan.serviceArn()),
                        List.copyOf(plan.images().values()),
                        plan.roles(),
                        null,
                        Duration.ofMillis(request.following().timeoutMillis()),
                        false,
                        false,
                        subject(state, plan),
                        Change.Context.NONE)
                .of(new Change.Task(plan.commands()));
    }

    private static Subject subject(TaskRunState state, TaskPlan plan) {
        if (plan.serviceArn() == null) {
            return Subject.UNKNOWN;
        }
        return new Subject(
                plan.serviceArn(),
                plan.clusterArn(),
                plan.running(),
                Map.of(),
                Sha256.hex(new TreeMap<>(plan.images()) + " " + plan.roles() + " " + plan.commands()),
                state.call().isSent() ? state.startedAt() : 0);
    }
}
