package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.Delivery;
import io.jenkins.plugins.ecs.history.DeliveryTrend;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The four DORA measures of the last weeks, as bars and as a table. */
public final class TrendView {

    /** The height of a chart. */
    static final int HEIGHT = 40;

    private static final int PITCH = 10;
    /** So that a small value is not taken for none. */
    private static final int LOWEST = 2;

    private final DeliveryTrend trend;

    private TrendView(DeliveryTrend trend) {
        this.trend = trend;
    }

    /** @param services the deployments of each service, oldest first */
    @NonNull
    static TrendView of(@NonNull Collection<List<DeploymentRecord>> services, long now) {
        return new TrendView(DeliveryTrend.of(services, now));
    }

    /** A week in a chart; without a height there is nothing to measure. */
    public record Bar(int x, int height, String text) {
        public int getX() {
            return x;
        }

        public int getY() {
            return HEIGHT - height;
        }

        public int getHeight() {
            return height;
        }

        public String getText() {
            return text;
        }
    }

    /** One measure. */
    public record Chart(String title, String latest, List<Bar> bars) {
        public String getTitle() {
            return title;
        }

        /** The value of the last week. */
        public String getLatest() {
            return latest;
        }

        public List<Bar> getBars() {
            return bars;
        }
    }

    /** A row of the table. */
    public record Row(String week, List<String> values) {
        public String getWeek() {
            return week;
        }

        public List<String> getValues() {
            return values;
        }
    }

    private record Measure(String title, ToDoubleFunction<Delivery> value, Function<DeliveryView, String> text) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure(
                    DashboardMessages.DEPLOYMENTS, Delivery::successes, each -> String.valueOf(each.getSuccesses())),
            new Measure(DashboardMessages.LEAD_TIME, Delivery::leadTime, DeliveryView::getLeadTimeText),
            new Measure(DashboardMessages.FAILURE_RATE, Delivery::failureRate, DeliveryView::getFailureText),
            new Measure(DashboardMessages.TIME_TO_RESTORE, Delivery::timeToRestore, DeliveryView::getRestoreText));

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return trend.weeks().stream().allMatch(week -> week.delivery().attempts() == 0);
    }

    public int getWeeks() {
        return DeliveryTrend.WEEKS;
    }

    public List<String> getTitles() {
        return MEASURES.stream().map(Measure::title).toList();
    }

    public List<Chart> getCharts() {
        return MEASURES.stream().map(this::chart).toList();
    }

    /** Newest first. */
    public List<Row> getRows() {
        return IntStream.range(0, trend.weeks().size())
                .map(i -> trend.weeks().size() - 1 - i)
                .mapToObj(i -> new Row(
                        week(i), MEASURES.stream().map(each -> text(each, i)).toList()))
                .toList();
    }

    private Chart chart(Measure measure) {
        double most = trend.weeks().stream()
                .mapToDouble(week -> measure.value().applyAsDouble(week.delivery()))
                .max()
                .orElse(0);
        List<Bar> bars = IntStream.range(0, trend.weeks().size())
                .mapToObj(i -> new Bar(
                        i * PITCH,
                        height(
                                measure.value()
                                        .applyAsDouble(trend.weeks().get(i).delivery()),
                                most),
                        week(i) + ": " + text(measure, i)))
                .toList();
        return new Chart(measure.title(), text(measure, trend.weeks().size() - 1), bars);
    }

    private static int height(double value, double most) {
        return value <= 0 || most <= 0 ? 0 : Math.max(LOWEST, (int) Math.round(HEIGHT * value / most));
    }

    private String text(Measure measure, int week) {
        return measure.text().apply(new DeliveryView(trend.weeks().get(week).delivery()));
    }

    private String week(int i) {
        return DashboardMessages.weekFrom(DisplayText.day(trend.weeks().get(i).from()));
    }
}
