package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

/** Trends and the timeline of a service, drawn from its records. */
public class TrendViewTest {

    private static final long DAY = 24 * 60;
    private static final long NOW = Records.at(100 * DAY);

    private static List<Integer> heights(TrendView.Chart chart) {
        return chart.getBars().stream().map(TrendView.Bar::height).toList();
    }

    @Test
    public void aServiceWithoutDeploymentsHasNoCharts() {
        assertThat(TrendView.of(List.of(), NOW).isEmpty(), is(true));
        assertThat(TimelineView.of(List.of(), NOW).isEmpty(), is(true));
        List<DeploymentRecord> old = List.of(Records.of(1, 0, Verdict.SUCCESS));
        assertThat("100 days ago", TrendView.of(List.of(old), NOW).isEmpty(), is(true));
        assertThat("100 days ago", TimelineView.of(old, NOW).isEmpty(), is(true));
    }

    @Test
    public void eachDeploymentCountsInTheWeekOfItsEnd() {
        List<DeploymentRecord> records = List.of(
                Records.of(1, 92 * DAY, Verdict.SUCCESS),
                Records.of(2, 93 * DAY + 1, Verdict.FAILED),
                Records.of(3, 94 * DAY, Verdict.SUCCESS),
                Records.of(4, 95 * DAY, Verdict.SUCCESS));

        List<TrendView.Chart> charts = TrendView.of(List.of(records), NOW).getCharts();

        assertThat(heights(charts.get(0)), is(List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 40)));
        assertThat(charts.get(0).getLatest(), is("2"));
        assertThat("failure rate", charts.get(2).getLatest(), is("33 %"));
        assertThat("time to restore", charts.get(3).getLatest(), is("23 h"));
        assertThat(charts.get(2).getBars().get(11).text(), is("week from 2024-02-08: 0 %"));
    }

    @Test
    public void theTableHasTheValuesOfTheCharts() {
        List<DeploymentRecord> records = List.of(Records.of(1, 99 * DAY, Verdict.SUCCESS));
        TrendView view = TrendView.of(List.of(records), NOW);
        assertThat(view.getRows(), hasSize(13));
        assertThat(view.getRows().get(0).values(), contains("1", "32 min", "0 %", "–"));
        assertThat(view.getRows().get(12).values(), contains("0", "–", "–", "–"));
    }

    @Test
    public void theTimelineShowsWhenHowAndHowLong() {
        List<DeploymentRecord> records =
                List.of(Records.of(1, 10 * DAY, Verdict.SUCCESS), Records.of(2, 100 * DAY - 5, Verdict.FAILED));
        List<TimelineView.Mark> marks = TimelineView.of(records, NOW).getMarks();
        assertThat(marks.get(0).x(), is(0));
        assertThat(marks.get(0).tone(), is("good"));
        assertThat(marks.get(1).x(), is(896));
        assertThat(marks.get(1).tone(), is("bad"));
        assertThat(marks.get(1).text(), containsString("failed, 1.2, 2 min, jane"));
        assertThat(
                TimelineView.of(records.subList(0, 1), NOW).getLegend(),
                is("1 deployment in 90 days, higher the longer they took"));
    }

    @Test
    public void theTimelineIsBounded() {
        List<DeploymentRecord> records = IntStream.range(0, 2_000)
                .mapToObj(i -> Records.of(i, 99 * DAY, Verdict.SUCCESS))
                .toList();
        List<TimelineView.Mark> marks = TimelineView.of(records, NOW).getMarks();
        assertThat(marks, hasSize(500));
        assertThat(marks.stream().map(TimelineView.Mark::height).toList(), everyItem(is(lessThanOrEqualTo(60))));
    }
}
