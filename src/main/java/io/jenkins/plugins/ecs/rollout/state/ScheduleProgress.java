package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.schedules.ScheduleRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the scheduled tasks have followed the deployment.
 *
 * @param remaining those that were not compared yet; null until they are listed
 * @param sent how often an update of the first of them was sent
 * @param from the task definition that the first of them ran before the update was sent; empty before
 * @param withoutStart whether Scheduler has refused the start of the first of them
 * @param moved lines for people, one for each that runs the new revision now
 * @param problems lines for people, one for each that doesn't
 */
public record ScheduleProgress(
        @CheckForNull List<ScheduleRef> remaining,
        int sent,
        @NonNull String from,
        boolean withoutStart,
        @NonNull List<String> moved,
        @NonNull List<String> problems)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final ScheduleProgress NOT_LISTED =
            new ScheduleProgress(null, 0, "", false, List.of(), List.of());

    public ScheduleProgress {
        remaining = remaining == null ? null : List.copyOf(remaining);
        moved = List.copyOf(moved);
        problems = List.copyOf(problems);
    }

    @NonNull
    public ScheduleProgress listed(@NonNull List<ScheduleRef> refs) {
        return new ScheduleProgress(refs, 0, "", false, moved, problems);
    }

    /** The next one that is to be compared; null when there is none. */
    @CheckForNull
    public ScheduleRef next() {
        return remaining == null || remaining.isEmpty() ? null : remaining.get(0);
    }

    @NonNull
    public ScheduleProgress sending(@NonNull String before) {
        return new ScheduleProgress(remaining, sent + 1, from.isEmpty() ? before : from, withoutStart, moved, problems);
    }

    @NonNull
    public ScheduleProgress startRefused() {
        return new ScheduleProgress(remaining, sent, from, true, moved, problems);
    }

    /** The first one is done with. */
    @NonNull
    public ScheduleProgress passed() {
        List<ScheduleRef> rest = remaining == null || remaining.isEmpty() ? List.of() : remaining.subList(1, remaining.size());
        return new ScheduleProgress(rest, 0, "", false, moved, problems);
    }

    @NonNull
    public ScheduleProgress withMoved(@NonNull String line) {
        return new ScheduleProgress(remaining, sent, from, withoutStart, plus(moved, line), problems);
    }

    @NonNull
    public ScheduleProgress withProblem(@NonNull String line) {
        return new ScheduleProgress(remaining, sent, from, withoutStart, moved, plus(problems, line));
    }

    private static List<String> plus(List<String> all, String one) {
        List<String> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
