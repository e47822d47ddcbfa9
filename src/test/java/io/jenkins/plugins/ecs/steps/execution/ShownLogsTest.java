package io.jenkins.plugins.ecs.steps.execution;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.LogTail;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.util.List;
import org.junit.Test;

/** Logs that cannot be read for the moment: what a page has shown of them stays. */
public class ShownLogsTest {

    private static final LogTail SHOWN =
            new LogTail(List.of(new LogTail.Part("app", "t1", List.of("listening on 8080"))), "");
    private static final RolloutState BEGUN =
            RolloutState.begin(DeployRequest.of("eu-central-1", "prod", "web").build(), 1_000_000);

    private final PollerPlace place = new PollerPlace();

    private LogTail shownAfter(RolloutState state) {
        ShownLogs logs = new ShownLogs(Masking::byPatterns, id -> state, id -> place);
        return SHOWN.followedBy(logs.read("d0"));
    }

    @Test
    public void withoutAConnectionTheLinesStay() {
        assertThat(shownAfter(BEGUN).parts(), is(SHOWN.parts()));
        assertThat(shownAfter(BEGUN).problem(), is(""));
    }

    @Test
    public void afterTheEndOfTheStepTheLinesStay() {
        place.close();
        assertThat(shownAfter(BEGUN).parts(), is(SHOWN.parts()));
    }

    @Test
    public void beforeTheDeploymentNothingIsWrong() {
        assertThat(shownAfter(null).problem(), is(""));
    }
}
