package io.jenkins.plugins.ecs.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** What {@code ecsApprove} refuses to ask for. */
public class ApproveRequestTest {

    private static EcsApproveStep of(String service) {
        EcsApproveStep step = new EcsApproveStep("Deploy?");
        step.setService(service);
        return step;
    }

    @Test
    public void theNameOfAServiceIsNotAnArn() {
        String arn = "arn:aws:ecs:eu-central-1:111111111111:service/prod/api";

        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> ApproveRequest.of(of(arn), "a", 1));

        assertThat(wrong.getMessage(), containsString("is an ARN"));
        assertThat(ApproveRequest.of(of("api"), "a", 1).thing().service(), is("api"));
    }
}
