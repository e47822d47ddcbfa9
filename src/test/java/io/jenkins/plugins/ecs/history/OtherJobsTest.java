package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.API;
import static io.jenkins.plugins.ecs.history.Records.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Which deployments of other jobs protect a service. */
public class OtherJobsTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:%s:task-definition/api:1";

    private static Optional<Change.OtherDeployment> newest(DeploymentRecord... records) {
        return OtherJobs.newest(List.of(records), "shop/clean-up", "123456789012");
    }

    private static DeploymentRecord in(String account, String job, long minute) {
        return Records.record(API, job, 1, minute, Verdict.SUCCESS, true, String.format(ARN, account), "", "");
    }

    @Test
    public void theOwnJobAndWhatChangedNothingDoNot() {
        assertThat(
                newest(Records.of(API, "shop/clean-up", 3, 10, Verdict.SUCCESS), Records.refused(4, 20, "api:1")),
                is(Optional.empty()));
        assertThat(newest(), is(Optional.empty()));
    }

    @Test
    public void aServiceOfThatNameInAnotherAccountDoesNot() {
        assertThat(newest(in("210987654321", "shop/api", 5)), is(Optional.empty()));
    }

    @Test
    public void theNewestOneDoesAlsoWhileItIsInProgress() {
        assertThat(
                newest(in("123456789012", "shop/api", 5), in("123456789012", "shop/other", 9)),
                is(Optional.of(new Change.OtherDeployment("shop/other", 1, at(11)))));
        assertThat(
                newest(Records.of(API, "shop/api", 7, 30, null)),
                is(Optional.of(new Change.OtherDeployment("shop/api", 7, at(30)))));
        assertThat(
                newest(Records.of(API, "shop/api", 8, 40, Verdict.ROLLED_BACK)),
                is(Optional.of(new Change.OtherDeployment("shop/api", 8, at(42)))));
    }
}
