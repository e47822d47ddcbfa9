package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Compares two deployments of a service, and lists the changes of the deployments between them. */
public final class DeploymentDiff {

    private static final int MOST_STEPS = 50;

    private final HistoryRow from;
    private final HistoryRow to;
    private final List<Line> lines;
    private final List<Step> steps;
    private final int notShown;

    private DeploymentDiff(HistoryRow from, HistoryRow to, List<Line> lines, List<Step> steps, int notShown) {
        this.from = from;
        this.to = to;
        this.lines = lines;
        this.steps = steps;
        this.notShown = notShown;
    }

    /**
     * @param records the deployments of the service, oldest first
     * @param changes the changes of a deployment's task definition, one per line; empty if unknown
     */
    @NonNull
    static DeploymentDiff of(
            @NonNull List<DeploymentRecord> records,
            @NonNull DeploymentRecord one,
            @NonNull DeploymentRecord other,
            @NonNull Function<DeploymentRecord, List<String>> changes) {
        boolean inOrder = records.indexOf(one) <= records.indexOf(other);
        DeploymentRecord from = inOrder ? one : other;
        DeploymentRecord to = inOrder ? other : one;
        List<Step> steps = new ArrayList<>();
        int notShown = 0;
        for (DeploymentRecord record : records.subList(records.indexOf(from) + 1, records.indexOf(to) + 1)) {
            if (steps.size() == MOST_STEPS) {
                notShown += record.touched() ? 1 : 0;
                continue;
            }
            List<String> changed = record.touched() ? changes.apply(record) : List.of();
            if (!changed.isEmpty()) {
                steps.add(new Step(new HistoryRow(record), changed));
            }
        }
        return new DeploymentDiff(new HistoryRow(from), new HistoryRow(to), lines(from, to), steps, notShown);
    }

    private static List<Line> lines(DeploymentRecord from, DeploymentRecord to) {
        Map<String, Function<DeploymentRecord, String>> values = new LinkedHashMap<>();
        values.put(PageMessages.VERSION, DeploymentRecord::version);
        values.put(PageMessages.TASK_DEFINITION, r -> DisplayText.brief(r.taskDefinition()));
        values.put(PageMessages.COMMIT, r -> r.build().commit());
        TreeSet<String> containers = new TreeSet<>(from.images().keySet());
        containers.addAll(to.images().keySet());
        containers.forEach(
                c -> values.put(PageMessages.imageOf(c), r -> r.images().getOrDefault(c, "")));
        containers.forEach(
                c -> values.put(PageMessages.digestOf(c), r -> r.digests().getOrDefault(c, "")));
        values.put(DashboardMessages.RESULT, r -> new HistoryRow(r).getState());
        values.put(PageMessages.DURATION, r -> new HistoryRow(r).getTook());
        values.put(
                DashboardMessages.BUILD, r -> r.build().job() + " #" + r.build().build());
        values.put(DashboardMessages.STARTED_BY, r -> r.build().startedBy());
        List<Line> lines = new ArrayList<>();
        values.forEach((label, value) -> {
            Line line = new Line(label, value.apply(from), value.apply(to));
            if (!line.before.isEmpty() || !line.after.isEmpty()) {
                lines.add(line);
            }
        });
        return lines;
    }

    public HistoryRow getFrom() {
        return from;
    }

    public HistoryRow getTo() {
        return to;
    }

    public List<Line> getLines() {
        return lines;
    }

    /** Oldest first. */
    public List<Step> getSteps() {
        return steps;
    }

    /** How many of the later deployments in between are omitted. Their changes are on the pages of their builds. */
    public int getNotShown() {
        return notShown;
    }

    /** One property of both deployments. */
    public static final class Line {
        private final String label;
        private final String before;
        private final String after;

        Line(String label, String before, String after) {
            this.label = label;
            this.before = before;
            this.after = after;
        }

        public String getLabel() {
            return label;
        }

        public String getBefore() {
            return before;
        }

        public String getAfter() {
            return after;
        }

        /** The difference as text, in addition to the color. */
        public String getMark() {
            return before.equals(after) ? DashboardMessages.SAME : DashboardMessages.DIFFERENT;
        }
    }

    /** A deployment in between, and its changes. */
    public static final class Step {
        private final HistoryRow deployment;
        private final List<String> changes;

        Step(HistoryRow deployment, List<String> changes) {
            this.deployment = deployment;
            this.changes = changes;
        }

        public HistoryRow getDeployment() {
            return deployment;
        }

        public List<String> getChanges() {
            return changes;
        }
    }
}
