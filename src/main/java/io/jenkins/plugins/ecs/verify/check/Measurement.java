package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;

/**
 * The result of one poll of one check.
 *
 * @param value the measured value, for display
 * @param limit the expected value, for display; may be empty
 * @param last whether another poll would give the same result
 * @param advice the remedy; may be empty
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

    /** An error that a later poll may not have. */
    public static Measurement error(String value) {
        return new Measurement(CheckVerdict.ERROR, value, "", false);
    }

    /** An error that every later poll would have. */
    public static Measurement lastError(String value) {
        return new Measurement(CheckVerdict.ERROR, value, "", true);
    }

    /** A failure that every later poll would have. */
    static Measurement lastFailure(String value, String limit) {
        return new Measurement(CheckVerdict.FAILED, value, limit, true);
    }

    public static Measurement skipped(String why) {
        return new Measurement(CheckVerdict.SKIPPED, why, "", true);
    }

    /**
     * A failed read never counts against the service. A missing permission skips a default check, and is an error of a
     * check that the Jenkinsfile lists.
     */
    static Measurement of(@NonNull CheckSpec spec, @NonNull AwsFailure failure) {
        Measurement found = judged(spec, failure);
        return new Measurement(
                found.verdict(), found.value(), found.limit(), found.last(), ServiceProblem.advice(failure));
    }

    private static Measurement judged(CheckSpec spec, AwsFailure failure) {
        switch (failure.kind()) {
            case DENIED:
                String denied = CheckMessages.missingPermission(failure.missingPermission());
                return spec.isAsked() || spec.kind() == CheckKind.SERVICE ? lastError(denied) : skipped(denied);
            case UNAUTHENTICATED:
                // They are looked up again: they may be changing at the moment.
                return error(CheckMessages.credentialsNotAccepted(failure.getMessage()));
            case NO_CREDENTIALS:
                return lastError(failure.getMessage());
            case UNSUPPORTED:
                String unknown = CheckMessages.unsupported(failure.operation());
                return spec.isAsked() ? lastError(unknown) : skipped(unknown);
            case NOT_INSTALLED:
                return spec.isAsked() ? lastError(failure.awsMessage()) : skipped(failure.awsMessage());
            default:
                return failure.isPassing() ? error(failure.getMessage()) : lastError(failure.getMessage());
        }
    }
}
