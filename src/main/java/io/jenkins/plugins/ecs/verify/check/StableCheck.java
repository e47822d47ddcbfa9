package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.EcsService;
import io.jenkins.plugins.ecs.aws.EcsTask;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.List;

/**
 * {@code stableFor}: for so long without a break the service was at rest, its tasks were the ones that were there at the
 * beginning, and nothing that is looked at besides was wrong. After a break the time begins anew.
 */
public final class StableCheck {

    public static final String SECONDS = "seconds";

    private StableCheck() {}

    /** @param others what the same look says to service, tasks, health, targets and alarms */
    static Measurement measure(
            CheckSpec spec,
            CheckState state,
            EcsService service,
            List<EcsTask> tasks,
            List<Measurement> others,
            long now) {
        long span = spec.number(SECONDS, 0) * 1000L;
        String limit = "for " + Durations.text(span);
        String broken = broken(state, service, tasks, others);
        state.desired = service.desiredCount();
        state.youngest = youngest(tasks);
        if (broken != null) {
            state.stableSince = 0;
            return Measurement.failed(broken, limit);
        }
        if (others.stream().anyMatch(m -> m.verdict() == CheckVerdict.ERROR)) {
            // What could not be seen is neither a break nor a proof; the time goes on.
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
                ? new Measurement(CheckVerdict.PASSED, "stable for " + Durations.text(stable), limit, true)
                : Measurement.inconclusive("stable for " + Durations.text(stable) + " so far", limit);
    }

    private static String broken(CheckState state, EcsService service, List<EcsTask> tasks, List<Measurement> others) {
        for (Measurement other : others) {
            if (other.verdict() == CheckVerdict.FAILED) {
                return other.value();
            }
        }
        boolean sameWish = state.stableSince != 0 && state.desired == service.desiredCount();
        if (sameWish && state.youngest != 0 && youngest(tasks) > state.youngest) {
            return "a task was replaced (" + Arns.brief(newest(tasks).arn()) + " is new)";
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
