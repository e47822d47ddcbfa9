package io.jenkins.plugins.ecs.rollout.lock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.TargetPlace;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import java.util.List;
import org.junit.Test;

/** What waits for its turn is known by ARNs, so limits count where they should, however it is written. */
public class LockKeyTest {

    private static final DeployRequest REQUEST =
            DeployRequest.of("eu-central-1", "prod", "api").build();
    private static final String KEY = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api in"
            + " arn:aws:ecs:eu-central-1:123456789012:cluster/prod";

    @Test
    public void itsPlaceIsWhatAwsAnswered() {
        Change change = LockKey.change(KEY, REQUEST);

        assertThat(change.account(), is("123456789012"));
        assertThat(change.cluster(), is("prod"));
        assertThat(change.subject().serviceArn(), is("arn:aws:ecs:eu-central-1:123456789012:service/prod/api"));
        assertThat(change.subject().clusterArn(), is("arn:aws:ecs:eu-central-1:123456789012:cluster/prod"));
        assertThat(LockKey.change("api in ", REQUEST).subject().serviceArn(), nullValue());
    }

    @Test
    public void targetsOfTheSameNameInTwoFoldersHaveSlotsOfTheirOwn() {
        TargetPlace place = TargetPlace.of(null, "eu-central-1", List.of("prod"), List.of());
        Rulebook rules = new Rulebook(
                List.of(),
                List.of(
                        new Rulebook.Target(
                                "prod", false, place, new Policy("target prod of folder a", "", List.of(), 1)),
                        new Rulebook.Target(
                                "prod", false, place, new Policy("target prod of folder a/b", "", List.of(), 2))),
                List.of());

        assertThat(
                rules.policies(null, LockKey.change(KEY, REQUEST)).stream()
                        .map(Policy::where)
                        .toList(),
                is(List.of("target prod of folder a", "target prod of folder a/b")));
    }
}
