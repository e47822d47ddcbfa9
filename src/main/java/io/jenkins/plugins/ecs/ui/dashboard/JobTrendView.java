package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The newest deployments of a job, of all its services: which result, how long. One bar each, and a table. */
public final class JobTrendView {

    /** The width of the chart, which has a place for each of the newest deployments. */
    static final int WIDTH = 500;

    private static final int MOST = 50;
    private static final int PITCH = WIDTH / MOST;

    private final List<DeploymentRecord> records;
    private final long now;

    private JobTrendView(List<DeploymentRecord> records, long now) {
        this.records = records;
        this.now = now;
    }

    /**
     * @param all deployments of all jobs
     * @param job its full name
     * @param now epoch milliseconds
     */
    @NonNull
    static JobTrendView of(@NonNull Collection<DeploymentRecord> all, @NonNull String job, long now) {
        List<DeploymentRecord> own = all.stream()
                .filter(each -> each.build().job().equals(job))
                .sorted(Comparator.comparingLong(DeploymentRecord::startedAt))
                .toList();
        return new JobTrendView(own.subList(Math.max(0, own.size() - MOST), own.size()), now);
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    public int getCount() {
        return records.size();
    }

    /** The day of the first deployment that is shown. */
    public String getFrom() {
        return DisplayText.day(records.get(0).startedAt());
    }

    /** The day of the newest deployment. */
    public String getTo() {
        return DisplayText.day(records.get(records.size() - 1).startedAt());
    }

    /** How many ended with each result, the newest result first: {@code 12 success, 1 rolled back}. */
    public String getResults() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        getRows().forEach(row -> counts.merge(row.getState(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    /** Oldest first; the newest is at the right edge. */
    public List<TimelineView.Mark> getMarks() {
        long longest = TimelineView.longest(records, now);
        int first = MOST - records.size();
        return IntStream.range(0, records.size())
                .mapToObj(i -> TimelineView.mark(records.get(i), (first + i) * PITCH, longest, now))
                .toList();
    }

    /** Newest first. */
    public List<HistoryRow> getRows() {
        List<HistoryRow> rows =
                new ArrayList<>(records.stream().map(HistoryRow::new).toList());
        Collections.reverse(rows);
        return rows;
    }
}
