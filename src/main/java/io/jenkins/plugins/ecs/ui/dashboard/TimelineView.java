package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The deployments of a service in the last 90 days: when, with which result, how long. The table says the same. */
public final class TimelineView {

    static final int DAYS = 90;
    static final int WIDTH = 900;
    static final int HEIGHT = 60;

    private static final int LOWEST = 6;
    private static final int MOST = 500;

    private final List<DeploymentRecord> records;
    private final long now;

    private TimelineView(List<DeploymentRecord> records, long now) {
        this.records = records;
        this.now = now;
    }

    /** @param records oldest first; of more than 500 in this time the newest are shown */
    @NonNull
    static TimelineView of(@NonNull List<DeploymentRecord> records, long now) {
        long from = now - Duration.ofDays(DAYS).toMillis();
        List<DeploymentRecord> recent =
                records.stream().filter(each -> each.startedAt() >= from).toList();
        return new TimelineView(recent.subList(Math.max(0, recent.size() - MOST), recent.size()), now);
    }

    /** One deployment. Its height grows with the root of its duration, so that short ones can be seen as well. */
    public record Mark(int x, int height, String tone, String text) {
        public int getX() {
            return x;
        }

        public int getY() {
            return HEIGHT - height;
        }

        public int getHeight() {
            return height;
        }

        public String getTone() {
            return tone;
        }

        public String getText() {
            return text;
        }
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    public String getLegend() {
        return DashboardMessages.timeline(records.size(), DAYS);
    }

    public String getFrom() {
        return DisplayText.day(now - Duration.ofDays(DAYS).toMillis());
    }

    public String getTo() {
        return DisplayText.day(now);
    }

    public List<Mark> getMarks() {
        long longest = longest(records, now);
        return records.stream().map(each -> mark(each, x(each), longest, now)).toList();
    }

    private int x(DeploymentRecord record) {
        double age = (double) (now - record.startedAt()) / Duration.ofDays(DAYS).toMillis();
        return (int) Math.round((WIDTH - 4) * (1 - Math.min(1, Math.max(0, age))));
    }

    /** @param longest the duration that has the full height */
    @NonNull
    static Mark mark(@NonNull DeploymentRecord record, int x, long longest, long now) {
        HistoryRow row = new HistoryRow(record);
        double share = longest <= 0 ? 0 : Math.sqrt((double) duration(record, now) / longest);
        return new Mark(
                x,
                LOWEST + (int) Math.round((HEIGHT - LOWEST) * share),
                row.getTone(),
                Stream.of(row.getTime(), row.getState(), row.getVersion(), row.getTook(), row.getStartedBy())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    static long longest(@NonNull List<DeploymentRecord> records, long now) {
        return records.stream().mapToLong(each -> duration(each, now)).max().orElse(0);
    }

    private static long duration(DeploymentRecord record, long now) {
        return Math.max(0, (record.finishedAt() == 0 ? now : record.finishedAt()) - record.startedAt());
    }
}
