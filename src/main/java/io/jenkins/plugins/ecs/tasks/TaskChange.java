package io.jenkins.plugins.ecs.tasks;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Arn;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import io.jenkins.plugins.ecs.tasks.state.TaskPlan;
import io.jenkins.plugins.ecs.tasks.state.TaskRunState;
import io.jenkins.plugins.ecs.text.Arns;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
                hash(new TreeMap<>(plan.images()) + " " + plan.roles() + " " + plan.commands()),
                state.call().isSent() ? state.startedAt() : 0);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
