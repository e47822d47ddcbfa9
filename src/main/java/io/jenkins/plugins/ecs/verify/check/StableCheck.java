package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.ecs.EcsService;
import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.List;

/**
 * {@code stableFor}: for the given time the service was stable, none of its tasks was replaced, and no other default
 * check failed. A failure restarts the time.
 */
public final class StableCheck {

    public static final String SECONDS = "seconds";

    private StableCheck() {}

    /** @param others the results of service, tasks, health, targets and alarms in the same poll */
    static Measurement measure(
            CheckSpec spec,
            CheckState state,
            EcsService service,
            List<EcsTask> tasks,
            List<Measurement> others,
            long now) {
        long span = spec.number(SECONDS, 0) * 1000L;
        String limit = CheckMessages.stable(Durations.text(span));
        String broken = broken(state, service, tasks, others);
        state.desired = service.desiredCount();
        state.youngest = youngest(tasks);
        if (broken != null) {
            state.stableSince = 0;
            return Measurement.failed(broken, limit);
        }
        if (others.stream().anyMatch(m -> m.verdict() == CheckVerdict.ERROR)) {
            // An error neither restarts the time nor stops it.
            return others.stream()
                    .filter(m -> m.verdict() == CheckVerdict.ERROR)
                    .findFirst()
                    .orElseThrow();
        }
        if (state.stableSince == 0) {
            state.stableSince = now;
        }
        long stable = now - state.stableSince;
        return stable >= span
                ? new Measurement(CheckVerdict.PASSED, CheckMessages.stable(Durations.text(stable)), limit, true)
                : Measurement.inconclusive(CheckMessages.stable(Durations.text(stable)), limit);
    }

    private static String broken(CheckState state, EcsService service, List<EcsTask> tasks, List<Measurement> others) {
        for (Measurement other : others) {
            if (other.verdict() == CheckVerdict.FAILED) {
                return other.value();
            }
        }
        boolean sameDesiredCount = state.stableSince != 0 && state.desired == service.desiredCount();
        if (sameDesiredCount && state.youngest != 0 && youngest(tasks) > state.youngest) {
            return CheckMessages.taskReplaced(Arns.brief(newest(tasks).arn()));
        }
        return null;
    }

    private static long youngest(List<EcsTask> tasks) {
        return tasks.stream().mapToLong(EcsTask::startedAt).max().orElse(0);
    }

    private static EcsTask newest(List<EcsTask> tasks) {
        return tasks.stream()
                .reduce((a, b) -> a.startedAt() >= b.startedAt() ? a : b)
                .orElseThrow();
    }
}
