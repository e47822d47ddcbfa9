package io.jenkins.plugins.ecs.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

/** What counts as a verification for rules, and the cheapest ones that do not. */
public class VerifiedServiceTest {

    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";

    private static VerifyRequest.Builder request() {
        return VerifyRequest.of("eu-central-1", "prod", "api");
    }

    /** All checks have ended with one verdict. */
    private static VerifyState ended(VerifyRequest request, CheckVerdict verdict, Consumer<VerifyState> more) {
        VerifyState state = VerifyState.begin(request, 1_000);
        state.checks.forEach(check -> check.verdict = verdict);
        state.serviceArn = ARN;
        state.revision = "api:7";
        state.digests.put("app", "sha256:1");
        state.finishedAt = 2_000;
        more.accept(state);
        return state;
    }

    private static boolean counts(VerifyState state) {
        return VerifiedService.of(state).isPresent();
    }

    @Test
    public void theDefaultChecksWithSomethingPassedCount() {
        Evidence.Verified found = VerifiedService.of(ended(
                        request().build(),
                        CheckVerdict.PASSED,
                        state -> state.checks.get(5).verdict = CheckVerdict.SKIPPED))
                .orElseThrow();

        assertThat(found.serviceArn(), is(ARN));
        assertThat(found.revision(), is("api:7"));
        assertThat(found.digests().toString(), is("{app=sha256:1}"));
        assertThat(found.at(), is(2_000L));
    }

    @Test
    public void whatProvesNothingDoesNotCount() {
        CheckSpec lenient = CheckSpec.byDefault(CheckKind.SERVICE).build();
        assertThat("all skipped", counts(ended(request().build(), CheckVerdict.SKIPPED, s -> {})), is(false));
        assertThat(
                "one failed",
                counts(ended(
                        request().build(), CheckVerdict.PASSED, s -> s.checks.get(1).verdict = CheckVerdict.FAILED)),
                is(false));
        assertThat("failed", counts(ended(request().build(), CheckVerdict.FAILED, s -> {})), is(false));
        assertThat(
                "preflight",
                counts(ended(
                        request()
                                .preflight(DeployRequest.of("eu-central-1", "prod", "api")
                                        .build())
                                .build(),
                        CheckVerdict.PASSED,
                        s -> {})),
                is(false));
        assertThat(
                "without the default checks",
                counts(ended(
                        request().checks(List.of(lenient)).defaultChecks(false).build(), CheckVerdict.PASSED, s -> {})),
                is(false));
        assertThat(
                "a default check in another way",
                counts(ended(request().checks(List.of(lenient)).build(), CheckVerdict.PASSED, s -> {})),
                is(false));
        assertThat(
                "another revision came in the middle",
                counts(ended(request().build(), CheckVerdict.PASSED, s -> s.revision = "")),
                is(false));
        assertThat(
                "aborted",
                counts(ended(request().build(), CheckVerdict.PASSED, s -> s.endedBy = "aborted")),
                is(false));
        assertThat(
                "not ended", counts(ended(request().build(), CheckVerdict.PASSED, s -> s.finishedAt = 0)), is(false));
        assertThat(
                "AWS did not say which service",
                counts(ended(request().build(), CheckVerdict.PASSED, s -> s.serviceArn = "")),
                is(false));
    }
}
