package io.jenkins.plugins.ecs.verify.check;

import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.schedules.ScheduleMove;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import io.jenkins.plugins.ecs.schedules.ScheduleSelection;
import io.jenkins.plugins.ecs.schedules.ScheduledRevision;
import io.jenkins.plugins.ecs.schedules.ScheduledTasks;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code schedules}: the scheduled tasks run the revision of the service. */
public final class SchedulesCheck {

    public static final String NAMES = "names";

    private SchedulesCheck() {}

    /**
     * @param revision the ARN of the service's revision
     * @param cluster the ARN of its cluster
     */
    public static Reading read(CheckSpec spec, String revision, String cluster, ScheduledTasks tasks) {
        ScheduleSelection selection = ScheduleSelection.parse(spec.text(NAMES, ScheduleSelection.FAMILY));
        ScheduledRevision wanted = new ScheduledRevision(revision, selection.wholeFamily() ? cluster : null);
        Listing<ScheduleRef> refs =
                selection.wholeFamily() ? tasks.candidates(List.of(cluster)) : new Listing<>(selection.named(), true);
        List<String> behind = new ArrayList<>();
        int current = 0;
        for (ScheduleRef ref : refs.items()) {
            Optional<ScheduleMove> move = tasks.compare(ref, wanted);
            if (move.isEmpty()) {
                behind.add(CheckMessages.noSuchSchedule(ref));
            } else if (move.get() instanceof ScheduleMove.Unrelated) {
                if (!selection.wholeFamily()) {
                    behind.add(CheckMessages.runsOtherFamily(ref));
                }
            } else if (move.get() instanceof ScheduleMove.Done || move.get() instanceof ScheduleMove.RunsLatest) {
                current++;
            } else {
                behind.add(CheckMessages.runsOldRevision(ref, move.get()));
            }
        }
        int all = current;
        String limit = CheckMessages.allRun(Arns.brief(revision));
        return (measured, state, at) -> refs.isWhole()
                ? Measurement.of(behind.isEmpty(), CheckMessages.scheduled(all, behind), limit)
                : Measurement.lastError(CheckMessages.TOO_MANY_SCHEDULES);
    }
}
