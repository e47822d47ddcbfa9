package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

/** What the rollback of a deployment keeps of its request. */
public class RollbackRequestTest {

    @Test
    public void itsPausesAreAnsweredByTheSameUsersOnTheBuildPage() {
        DeployRequest request = DeployRequest.of("eu-central-1", "prod", "api")
                .submitters(List.of("amy", "leads"))
                .build();

        for (DeployRequest back :
                List.of(request.back("api:1", "api:2"), request.backWithoutSchedules("api:1", "api:2"))) {
            assertThat(back.submitters(), is(List.of("amy", "leads")));
            assertThat(back.takesAnswers(), is(true));
        }
    }
}
