package io.jenkins.plugins.ecs.schedules;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.Test;

public class ScheduleSelectionTest {

    private static final String REGION = "eu-central-1";

    @Test
    public void whatIsWrongIsReportedAllAtOnce() {
        String problem = ScheduleSelection.problem("nightly, rule:a/, family").orElseThrow();

        assertThat(problem, containsString("'nightly'"));
        assertThat(problem, containsString("'rule:a/'"));
        assertThat(problem, containsString("can't be combined"));
        assertThat(ScheduleSelection.problem(" , ").orElseThrow(), containsString("is empty"));
    }

    @Test
    public void anArnOfAnotherRegionIsRefused() {
        assertThat(
                ScheduleSelection.otherRegions("arn:aws:events:us-east-1:123456789012:rule/x, rule:y", REGION),
                contains(containsString("us-east-1")));
    }

    @Test
    public void leftOutSelectsNothing() {
        assertThat(ScheduleSelection.otherRegions(null, REGION), empty());
        assertThat(ScheduleSelection.parse(null).isNone(), is(true));
    }

    @Test
    public void readsNamesAndArns() {
        String text = "rule:nightly, schedule:jobs/weekly\n rule:aws.partner/x/y/z schedule:hourly,"
                + "arn:aws:scheduler:eu-central-1:123456789012:schedule/jobs/monthly";

        assertThat(ScheduleSelection.problem(text), is(Optional.empty()));
        ScheduleSelection selection = ScheduleSelection.parse(text);
        assertThat(
                selection.named().subList(0, 4),
                contains(
                        ScheduleRef.rule("default", "nightly"),
                        ScheduleRef.schedule("jobs", "weekly"),
                        ScheduleRef.rule("aws.partner/x/y", "z"),
                        ScheduleRef.schedule("default", "hourly")));
        assertThat(selection.named().get(4).account(), is("123456789012"));
        assertThat(
                selection.toString(),
                is(
                        "rule:nightly, schedule:jobs/weekly, rule:aws.partner/x/y/z, schedule:hourly, schedule:jobs/monthly"));
    }

    @Test
    public void readsTheFamily() {
        assertThat(ScheduleSelection.parse("family").wholeFamily(), is(true));
    }
}
