package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.ServiceProblem;

/**
 * What one look of one check showed.
 *
 * @param value what was seen, for people
 * @param limit what it was held against; may be empty
 * @param last whether looking again would show no more
 * @param advice what to do; may be empty
 */
public record Measurement(CheckVerdict verdict, String value, String limit, boolean last, String advice) {

    Measurement(CheckVerdict verdict, String value, String limit, boolean last) {
        this(verdict, value, limit, last, "");
    }

    Measurement because(ServiceProblem problem) {
        return new Measurement(verdict, problem.cause(), "", last, problem.advice());
    }

    public static Measurement passed(String value, String limit) {
        return new Measurement(CheckVerdict.PASSED, value, limit, false);
    }

    public static Measurement failed(String value, String limit) {
        return new Measurement(CheckVerdict.FAILED, value, limit, false);
    }

    public static Measurement of(boolean good, String value, String limit) {
        return good ? passed(value, limit) : failed(value, limit);
    }

    static Measurement inconclusive(String value, String limit) {
        return new Measurement(CheckVerdict.INCONCLUSIVE, value, limit, false);
    }

    /** An error that may pass. */
    public static Measurement error(String value) {
        return new Measurement(CheckVerdict.ERROR, value, "", false);
    }

    /** An error that does not pass by waiting. */
    public static Measurement lastError(String value) {
        return new Measurement(CheckVerdict.ERROR, value, "", true);
    }

    /** A failure that does not pass by waiting. */
    static Measurement lastFailure(String value, String limit) {
        return new Measurement(CheckVerdict.FAILED, value, limit, true);
    }

    public static Measurement skipped(String why) {
        return new Measurement(CheckVerdict.SKIPPED, why, "", true);
    }

    /**
     * A failing read is never a verdict on the service. A right that is missing skips what nobody asked for, and is an
     * error of what somebody did.
     */
    static Measurement of(@NonNull CheckSpec spec, @NonNull AwsFailure failure) {
        Measurement found = judged(spec, failure);
        return new Measurement(
                found.verdict(), found.value(), found.limit(), found.last(), ServiceProblem.advice(failure));
    }

    private static Measurement judged(CheckSpec spec, AwsFailure failure) {
        switch (failure.kind()) {
            case DENIED:
                String denied = "not allowed: " + failure.missingPermission();
                return spec.isAsked() || spec.kind() == CheckKind.SERVICE ? lastError(denied) : skipped(denied);
            case UNAUTHENTICATED:
                // They are looked up anew: somebody may just be changing them.
                return error("AWS does not accept these credentials, see 'credentialsId' and 'roleArn' ("
                        + failure.getMessage() + ")");
            case NO_CREDENTIALS:
                return lastError(failure.getMessage());
            case UNSUPPORTED:
                String unknown = "this endpoint does not know " + failure.operation();
                return spec.isAsked() ? lastError(unknown) : skipped(unknown);
            default:
                return failure.isPassing() ? error(failure.getMessage()) : lastError(failure.getMessage());
        }
    }
}
