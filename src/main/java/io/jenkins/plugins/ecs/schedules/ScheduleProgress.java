package io.jenkins.plugins.ecs.schedules;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How far the scheduled tasks have followed the deployment. Immutable. */
public final class ScheduleProgress implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final ScheduleProgress NOT_LISTED = new ScheduleProgress(null, 0, 0, "", false, List.of(), List.of());

    private final List<ScheduleRef> remaining;
    private final int sent;
    private final int accepted;
    private final String from;
    private final boolean withoutStart;
    private final List<String> moved;
    private final List<String> problems;

    private ScheduleProgress(
            List<ScheduleRef> remaining,
            int sent,
            int accepted,
            String from,
            boolean withoutStart,
            List<String> moved,
            List<String> problems) {
        this.remaining = remaining == null ? null : List.copyOf(remaining);
        this.sent = sent;
        this.accepted = accepted;
        this.from = from;
        this.withoutStart = withoutStart;
        this.moved = List.copyOf(moved);
        this.problems = List.copyOf(problems);
    }

    /** Those that were not compared yet; null until they are listed. */
    @CheckForNull
    public List<ScheduleRef> remaining() {
        return remaining;
    }

    /** How often an update of the first of them was sent. */
    public int sent() {
        return sent;
    }

    /** How often AWS has answered such an update, whatever it has made of it. */
    public int accepted() {
        return accepted;
    }

    @NonNull
    public ScheduleProgress answered() {
        return new ScheduleProgress(remaining, sent, accepted + 1, from, withoutStart, moved, problems);
    }

    /** The task definition that the first of them ran before the update was sent; empty before. */
    @NonNull
    public String from() {
        return from;
    }

    /** Whether Scheduler has refused the start of the first of them. */
    public boolean withoutStart() {
        return withoutStart;
    }

    /** Lines for people, one for each that runs the new revision now. */
    @NonNull
    public List<String> moved() {
        return moved;
    }

    /** Lines for people, one for each that doesn't. */
    @NonNull
    public List<String> problems() {
        return problems;
    }

    @NonNull
    public ScheduleProgress listed(@NonNull List<ScheduleRef> refs) {
        return new ScheduleProgress(refs, 0, 0, "", false, moved, problems);
    }

    /** The next one that is to be compared; null when there is none. */
    @CheckForNull
    public ScheduleRef next() {
        return remaining == null || remaining.isEmpty() ? null : remaining.get(0);
    }

    @NonNull
    public ScheduleProgress sending(@NonNull String before) {
        return new ScheduleProgress(
                remaining, sent + 1, accepted, from.isEmpty() ? before : from, withoutStart, moved, problems);
    }

    @NonNull
    public ScheduleProgress startRefused() {
        return new ScheduleProgress(remaining, sent, accepted, from, true, moved, problems);
    }

    /** The first one is done with. */
    @NonNull
    public ScheduleProgress passed() {
        List<ScheduleRef> rest =
                remaining == null || remaining.isEmpty() ? List.of() : remaining.subList(1, remaining.size());
        return new ScheduleProgress(rest, 0, 0, "", false, moved, problems);
    }

    @NonNull
    public ScheduleProgress withMoved(@NonNull String line) {
        return new ScheduleProgress(remaining, sent, accepted, from, withoutStart, plus(moved, line), problems);
    }

    @NonNull
    public ScheduleProgress withProblem(@NonNull String line) {
        return new ScheduleProgress(remaining, sent, accepted, from, withoutStart, moved, plus(problems, line));
    }

    private static List<String> plus(List<String> all, String one) {
        List<String> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }
}
