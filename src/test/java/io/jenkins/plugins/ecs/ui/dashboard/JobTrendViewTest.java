package io.jenkins.plugins.ecs.ui.dashboard;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

/** The trend on the page of a job, drawn from the records of all jobs. */
public class JobTrendViewTest {

    private static final String JOB = "shop/api";
    private static final ServiceKey WORKER = new ServiceKey("eu-central-1", "prod", "worker");
    private static final long NOW = Records.at(1_000);

    private static JobTrendView trend(DeploymentRecord... records) {
        return JobTrendView.of(List.of(records), JOB, NOW);
    }

    @Test
    public void aJobThatHasNotDeployedHasNoTrend() {
        assertThat(trend().isEmpty(), is(true));
        assertThat(
                "of jobs with a similar name",
                trend(
                                Records.of(Records.API, "shop/api2", 1, 0, Verdict.SUCCESS),
                                Records.of(Records.API, "shop", 1, 0, Verdict.SUCCESS))
                        .isEmpty(),
                is(true));
    }

    @Test
    public void deploymentsOfAllServicesOfTheJobAreInTheirOrder() {
        JobTrendView trend = trend(
                Records.of(1, 10, Verdict.SUCCESS),
                Records.of(3, 30, Verdict.FAILED),
                Records.of(WORKER, JOB, 2, 20, Verdict.SUCCESS),
                Records.of(WORKER, "other", 9, 25, Verdict.SUCCESS));

        assertThat(trend.getRows().stream().map(HistoryRow::getBuild).toList(), contains(3, 2, 1));
        assertThat(
                trend.getRows().stream().map(HistoryRow::getService).toList(),
                contains("prod/api", "prod/worker", "prod/api"));
        assertThat(trend.getMarks().stream().map(TimelineView.Mark::x).toList(), contains(470, 480, 490));
        assertThat(trend.getMarks().stream().map(TimelineView.Mark::tone).toList(), contains("good", "good", "bad"));
        assertThat(trend.getResults(), is("1 failed, 2 success"));
    }

    @Test
    public void aBarSaysWhenHowAndHowLong() {
        List<TimelineView.Mark> marks = trend(Records.of(1, 10, Verdict.SUCCESS), Records.of(2, 998, null))
                .getMarks();

        assertThat(marks.get(0).text(), containsString("success, 1.1, 2 min, jane"));
        assertThat("as long as the other until now", marks.get(1).height(), is(60));
        assertThat(marks.get(0).height(), is(60));
        assertThat(marks.get(1).tone(), is("busy"));
    }

    @Test
    public void theNewestFiftyAreShownWithinTheChart() {
        List<DeploymentRecord> many = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(i -> Records.of(i, i, Verdict.SUCCESS))
                .toList());
        JobTrendView trend = JobTrendView.of(many, JOB, NOW);

        assertThat(trend.getMarks(), hasSize(50));
        assertThat(trend.getRows().get(0).getBuild(), is(59));
        assertThat(trend.getMarks().get(0).x(), is(0));
        assertThat(trend.getMarks().get(49).x(), is(490));
    }
}
