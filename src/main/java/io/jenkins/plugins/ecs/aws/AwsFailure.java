package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.ForeignText;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A failed call to AWS, as one value. It has everything that determines how to proceed: the {@link Kind}, whether
 * {@linkplain #isAnswerOfAws() AWS responded at all}, what {@linkplain #denial() a denial} names, and whether the call
 * {@link #mayHaveHappened() may have taken effect} nevertheless.
 */
public final class AwsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means to the caller. */
    public enum Kind {
        /** The caller lacks a permission. {@link #denial()} has the action, the resource and the policy. */
        DENIED,
        /**
         * AWS did not accept the keys, the token or the time of the signature. Renew the credentials or correct the
         * clock.
         */
        UNAUTHENTICATED,
        /** There are no credentials. AWS was not called. */
        NO_CREDENTIALS,
        /** The Jenkins plugin with the service's SDK client is not installed. AWS was not called. */
        NOT_INSTALLED,
        /** Throttled. The call had no effect. */
        THROTTLED,
        /** No connection could be made. The call had no effect. */
        UNREACHABLE,
        /** The connection broke or timed out, or the response was unreadable. The call may have taken effect. */
        LOST,
        /** The response is not from AWS, but from a proxy, a firewall or a sign-in page. */
        NOT_AWS,
        /** An internal error of AWS (HTTP 5xx). The call may have taken effect. */
        SERVER,
        CLUSTER_NOT_FOUND,
        /** {@code ServiceNotFoundException} or {@code ServiceNotActiveException}. */
        SERVICE_NOT_FOUND,
        /** Another resource that does not exist. */
        NOT_FOUND,
        /** The endpoint does not support the operation (older partitions, emulators). */
        UNSUPPORTED,
        /** The request conflicts with the state of the resource ({@code ConflictException}). */
        CONFLICT,
        /** AWS rejected the request. Repeating it does not help. */
        INVALID
    }

    private static final Set<Kind> PASSING = EnumSet.of(
            Kind.UNAUTHENTICATED,
            Kind.NO_CREDENTIALS,
            Kind.THROTTLED,
            Kind.UNREACHABLE,
            Kind.LOST,
            Kind.NOT_AWS,
            Kind.SERVER);
    private static final Set<Kind> UNANSWERED =
            EnumSet.of(Kind.NO_CREDENTIALS, Kind.NOT_INSTALLED, Kind.UNREACHABLE, Kind.LOST, Kind.NOT_AWS);
    private static final Set<Kind> DOUBTFUL = EnumSet.of(Kind.LOST, Kind.NOT_AWS, Kind.SERVER);

    /** Failures of one kind in a row that are more than a hiccup; of expired tokens, each with fresh credentials. */
    private static final int ENOUGH = 5;

    private static final long REACHED_WITHIN = 3 * 60_000;

    private static final Denial NOTHING_SAID = new Denial(null, null, null, null, false);

    private final Kind kind;
    private final String iamPrefix;
    private final String operation;
    private final String code;
    private final String awsMessage;
    private final int status;
    private final boolean mayHaveHappened;

    /** A failure of a call to ECS, or of its preparation. */
    public AwsFailure(
            @NonNull Kind kind,
            @NonNull String operation,
            @CheckForNull String code,
            @CheckForNull String awsMessage,
            @CheckForNull Throwable cause) {
        this(kind, "ecs", operation, code, awsMessage, cause);
    }

    /** @param iamPrefix the service's prefix in IAM actions, for example {@code elasticloadbalancing} */
    public AwsFailure(
            @NonNull Kind kind,
            @NonNull String iamPrefix,
            @NonNull String operation,
            @CheckForNull String code,
            @CheckForNull String awsMessage,
            @CheckForNull Throwable cause) {
        this(kind, iamPrefix, operation, code, awsMessage, 0, DOUBTFUL.contains(kind), cause);
    }

    private AwsFailure(
            Kind kind,
            String iamPrefix,
            String operation,
            String code,
            String awsMessage,
            int status,
            boolean mayHaveHappened,
            Throwable cause) {
        super(text(operation, code, awsMessage == null ? null : ForeignText.message(awsMessage)), cause);
        this.kind = kind;
        this.iamPrefix = iamPrefix;
        this.operation = operation;
        this.code = code;
        this.awsMessage = ForeignText.message(awsMessage);
        this.status = status;
        this.mayHaveHappened = mayHaveHappened;
    }

    private static String text(String operation, String code, String awsMessage) {
        StringBuilder text = new StringBuilder(operation).append(": ");
        if (code != null) {
            text.append(code).append(awsMessage == null || awsMessage.isEmpty() ? "" : ": ");
        }
        return text.append(awsMessage == null ? "" : awsMessage).toString();
    }

    /** A copy with the HTTP status of the response. */
    @NonNull
    public AwsFailure withStatus(int answered) {
        return new AwsFailure(kind, iamPrefix, operation, code, awsMessage, answered, mayHaveHappened, getCause());
    }

    /** A copy for a failure before the call itself was sent. */
    @NonNull
    public AwsFailure beforeTheCall() {
        return new AwsFailure(kind, iamPrefix, operation, code, awsMessage, status, false, this);
    }

    @NonNull
    public Kind kind() {
        return kind;
    }

    /** The API operation, for example {@code UpdateService}. */
    @NonNull
    public String operation() {
        return operation;
    }

    /** The missing IAM action: the one in AWS's message, otherwise that of the operation. */
    @NonNull
    public String iamAction() {
        String named = denial().action();
        return named == null ? iamPrefix + ":" + operation : named;
    }

    /** {@link #iamAction()}, with the denying policy unless it is simply not allowed by any IAM policy. */
    @NonNull
    public String missingPermission() {
        Denial said = denial();
        boolean ordinary = !said.explicit() && said.policy() == Denial.Policy.IDENTITY;
        String reason = ordinary ? "" : said.reason();
        return iamAction() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** The details of the missing permission; empty unless the {@link #kind()} is {@link Kind#DENIED}. */
    @NonNull
    public Denial denial() {
        return kind == Kind.DENIED ? Denial.of(awsMessage).orElse(NOTHING_SAID) : NOTHING_SAID;
    }

    /** The error code of AWS, without its namespace. */
    @CheckForNull
    public String code() {
        return code;
    }

    /** The message of AWS; untrusted text, may be empty. */
    @NonNull
    public String awsMessage() {
        return awsMessage;
    }

    /** The HTTP status of the response; 0 if there was none. */
    public int status() {
        return status;
    }

    /** Whether the request itself was rejected: it is invalid, or names something that does not exist. */
    public boolean isWrong() {
        return kind == Kind.INVALID || kind == Kind.NOT_FOUND;
    }

    /** Whether a retry after a delay can help. */
    public boolean isPassing() {
        return PASSING.contains(kind);
    }

    /**
     * Whether it is likely to be a mistake, so that nobody has to wait before anything is changed: keys that AWS does not
     * accept, a proxy that lets nothing through, an address where nobody is.
     *
     * @param inARow how many failures of this kind there were in a row
     * @param forMillis how long ago the first of them was
     */
    public boolean isLikelyMistake(int inARow, long forMillis) {
        boolean enough = inARow >= ENOUGH;
        boolean forLong = enough && forMillis > REACHED_WITHIN;
        return switch (kind) {
            case NO_CREDENTIALS -> true;
            case UNAUTHENTICATED -> enough;
            // A proxy or a balancer that is being restarted says 5xx.
            case NOT_AWS -> status < 500 ? enough : forLong;
            case UNREACHABLE -> forLong;
            default -> false;
        };
    }

    /** Whether the response came from AWS, as opposed to another server or no response. */
    public boolean isAnswerOfAws() {
        return !UNANSWERED.contains(kind);
    }

    /** Whether the call may have taken effect although it failed: check before repeating it. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }

    /** Whether AWS rejected the credentials because a token or signature has expired. */
    public boolean isExpired() {
        return kind == Kind.UNAUTHENTICATED
                && (String.valueOf(code).contains("Expired")
                        || awsMessage.toLowerCase(Locale.ROOT).contains("expired"));
    }

    /** An internal error of AWS, or of an emulator, which responds with a page for unsupported operations. */
    public boolean isInternalError() {
        return kind == Kind.SERVER || (kind == Kind.NOT_AWS && status == 500);
    }
}
