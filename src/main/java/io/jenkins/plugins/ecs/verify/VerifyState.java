package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.rollout.verification.VerificationRun;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/**
 * The state of one verification: the minimum from which it can continue after a restart. Persisted, so: strings,
 * numbers, enums and plain collections only, and no field is ever renamed. Times are epoch milliseconds by Jenkins'
 * clock unless a comment says that they are AWS's.
 */
public final class VerifyState implements VerificationRun, Cloneable {

    private static final long serialVersionUID = 1L;

    final VerifyRequest request;
    final long startedAt;
    ArrayList<CheckState> checks = new ArrayList<>();
    long finishedAt;
    /** Why the verification ended before all checks were finished; empty if it did not. */
    String endedBy = "";
    /** ARN from the response of AWS; null before the first response. */
    String serviceArn;
    /** ARN of the service's revision; empty after it has changed during the verification. */
    String revision;
    /** The image of each container, if all its tasks ran the same one. */
    LinkedHashMap<String, String> digests = new LinkedHashMap<>();
    /** Of a preflight: the IAM policy for the deployment, as JSON; null before its definition is known. */
    String iamPolicy;

    private VerifyState(VerifyRequest request, long now) {
        this.request = request;
        this.startedAt = now;
        request.checks().forEach(spec -> checks.add(new CheckState(now + spec.initialDelayMillis())));
    }

    @NonNull
    public static VerifyState begin(@NonNull VerifyRequest request, long now) {
        return new VerifyState(request, now);
    }

    @NonNull
    public VerifyRequest request() {
        return request;
    }

    @Override
    public long startedAt() {
        return startedAt;
    }

    @Override
    public boolean hasEnded() {
        return finishedAt != 0;
    }

    @Override
    public long finishedAt() {
        return finishedAt;
    }

    @CheckForNull
    @Override
    public String taskDefinition() {
        return revision;
    }

    /** ARN of the service from the response of AWS; null before it was found. */
    @CheckForNull
    public String serviceArn() {
        return serviceArn;
    }

    @NonNull
    @Override
    public VerificationResult result() {
        return Verification.of(this).result();
    }

    @NonNull
    @Override
    public VerifyState ended(@NonNull String why, long now) {
        return VerifyDecider.abort(this, why, now).state;
    }

    @Override
    public long timeoutMillis() {
        return request.timeoutMillis();
    }

    /** The progress in a few words, for a status line. */
    @NonNull
    @Override
    public String progress() {
        long over = checks.stream().filter(CheckState::isOver).count();
        return over + " of " + checks.size() + " checks done";
    }

    long deadline() {
        return startedAt + request.timeoutMillis();
    }

    VerifyState copy() {
        try {
            VerifyState copy = (VerifyState) clone();
            copy.checks = new ArrayList<>();
            checks.forEach(check -> copy.checks.add(check.copy()));
            copy.digests = new LinkedHashMap<>(digests);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
