package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** A request has one goal, and what the engine asks of it follows from that. */
public class GoalTest {

    private static final String REVISION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:";

    private static DeployRequestBuilder request() {
        return DeployRequest.of("eu-central-1", "prod", "api");
    }

    /** Goal, whether it goes back, only plans, only registers, waits in the queue. */
    @Test
    public void eachGoalIsTheOnlyOne() {
        Object[][] table = {
            {request(), new Goal.Deploy(), false, false, false, true},
            {request().dryRun(true), new Goal.Plan(), false, true, false, false},
            {
                request().taskDefinition("api:7").with(Setting.REGISTER_ONLY, true),
                new Goal.Register(),
                false,
                false,
                true,
                true
            },
            {request().goesBack(true), new Goal.RollBack(), true, false, false, true},
            {request().attachTo("arn"), new Goal.Follow("arn"), false, false, false, false},
        };
        for (Object[] row : table) {
            DeployRequest request = ((DeployRequestBuilder) row[0]).build();
            String name = row[1].toString();
            assertThat(name, request.goal(), is(row[1]));
            assertThat(name, request.goesBack(), is(row[2]));
            assertThat(name, request.dryRun(), is(row[3]));
            assertThat(name, request.registersOnly(), is(row[4]));
            assertThat(name, request.linesUp(), is(row[5]));
            assertThat(name, request.goesBackFrom(), is(nullValue()));
        }
        assertThat(request().goesBack(true).build().goesBackByItself(), is(true));
        assertThat(request().goesBack(true).taskDefinition("api:7").build().goesBackByItself(), is(false));
    }

    @Test
    public void whatIsNotAskedForChangesNoGoal() {
        assertThat(request().goesBack(true).dryRun(false).build().goal(), is(new Goal.RollBack()));
        assertThat(request().dryRun(true).goesBack(false).build().goal(), is(new Goal.Plan()));
    }

    @Test
    public void theRollbackOfAStepTakesBackWhatItDeployed() {
        DeployRequest back = request()
                .target("prod-eu", "Production")
                .with(Setting.SCHEDULED_TASKS, "family")
                .build()
                .back(REVISION + 6, REVISION + 7);

        assertThat(back.goal(), is(new Goal.Undo(REVISION + 7)));
        assertThat(back.goesBack(), is(true));
        assertThat(back.goesBackByItself(), is(false));
        assertThat(back.goesBackFrom(), is(REVISION + 7));
        assertThat(back.taskDefinition(), is(REVISION + 6));
        assertThat(back.target(), is("prod-eu"));
        assertThat(back.scheduledTasks().isNone(), is(false));
        assertThat(
                request()
                        .with(Setting.SCHEDULED_TASKS, "family")
                        .build()
                        .backWithoutSchedules(REVISION + 6, REVISION + 7)
                        .scheduledTasks()
                        .isNone(),
                is(true));
    }

    @Test
    public void aPlanOfARegistrationIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> request()
                        .taskDefinition("api:7")
                        .dryRun(true)
                        .with(Setting.REGISTER_ONLY, true)
                        .build());
        assertThat(refused.getMessage(), containsString("dryRun"));
    }
}
