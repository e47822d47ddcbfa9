package io.jenkins.plugins.ecs.verify;

import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.List;

/** Verifications made by hand, for what shows them. */
public final class Verifications {

    private static final long STARTED_AT = 1_700_000_100_000L;

    private final VerifyState state;

    private Verifications(String cluster, String service, List<CheckKind> kinds) {
        List<CheckSpec> checks =
                kinds.stream().map(kind -> CheckSpec.of(kind).build()).toList();
        state = VerifyState.begin(
                VerifyRequest.of("eu-central-1", cluster, service)
                        .defaultChecks(false)
                        .checks(checks)
                        .build(),
                STARTED_AT);
    }

    public static Verifications of(String cluster, String service, CheckKind... kinds) {
        return new Verifications(cluster, service, List.of(kinds));
    }

    /** What the nth check says. */
    public Verifications said(int check, CheckVerdict verdict, String value, String limit) {
        CheckState said = state.checks.get(check);
        said.verdict = verdict;
        said.value = value;
        said.limit = limit;
        said.since = STARTED_AT + 5_000;
        return this;
    }

    public Verification underWay() {
        return Verification.of(state);
    }

    /** Ten seconds after its begin. */
    public Verification ended() {
        state.finishedAt = STARTED_AT + 10_000;
        return Verification.of(state);
    }
}
