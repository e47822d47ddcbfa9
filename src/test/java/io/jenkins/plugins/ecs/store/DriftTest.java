package io.jenkins.plugins.ecs.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.Verifications;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.Optional;
import org.junit.Test;

public class DriftTest {

    private static Verification with(CheckVerdict tasks, CheckVerdict digest, CheckVerdict drift) {
        return Verifications.of("prod", "api", CheckKind.TASKS, CheckKind.DIGEST, CheckKind.DRIFT)
                .said(0, tasks, "", "")
                .said(1, digest, "", "")
                .said(2, drift, "", "")
                .ended();
    }

    private static Optional<Boolean> drifted(CheckVerdict tasks, CheckVerdict digest, CheckVerdict drift) {
        return Drift.of(with(tasks, digest, drift)).map(found -> found.look().drifted());
    }

    @Test
    public void onlyChecksOfWhatRunsTell() {
        CheckVerdict passed = CheckVerdict.PASSED;
        CheckVerdict failed = CheckVerdict.FAILED;
        CheckVerdict error = CheckVerdict.ERROR;
        CheckVerdict skipped = CheckVerdict.SKIPPED;

        assertThat(drifted(passed, passed, passed), is(Optional.of(false)));
        assertThat(drifted(passed, failed, passed), is(Optional.of(true)));
        assertThat(drifted(passed, passed, failed), is(Optional.of(true)));
        assertThat("a task is missing, which is no drift", drifted(failed, passed, passed), is(Optional.of(false)));
        assertThat(drifted(passed, skipped, failed), is(Optional.of(true)));
        assertThat("nobody could look", drifted(failed, error, skipped), is(Optional.empty()));
        assertThat(drifted(passed, CheckVerdict.INCONCLUSIVE, error), is(Optional.empty()));
    }

    @Test
    public void aVerificationUnderWaySaysNothingYet() {
        Verifications begun =
                Verifications.of("prod", "api", CheckKind.DRIFT).said(0, CheckVerdict.FAILED, "api:7 is live", "api:2");

        assertThat(Drift.of(begun.underWay()), is(Optional.empty()));
        Drift ended = Drift.of(begun.ended()).orElseThrow();
        assertThat(ended.service(), is(Records.API));
        assertThat(ended.look().at() > ended.startedAt(), is(true));
    }
}
