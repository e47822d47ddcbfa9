package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A call to AWS that gave no usable answer. It carries what decides the next move: which {@link Kind}, and whether the
 * call {@link #mayHaveHappened() may have taken effect} all the same.
 */
public final class AwsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means to the caller. */
    public enum Kind {
        /** The caller may not do this, or its keys are not accepted. Final. */
        DENIED,
        /** The session token has run out; fresh credentials help. */
        EXPIRED,
        /** Too many calls; nothing was done. */
        THROTTLED,
        /** No connection could be made; nothing was done. */
        UNREACHABLE,
        /** The connection broke, timed out or the answer was unreadable: nobody knows whether the call took effect. */
        LOST,
        /** AWS had an internal error (HTTP 5xx): nobody knows whether the call took effect. */
        SERVER,
        CLUSTER_NOT_FOUND,
        /** {@code ServiceNotFoundException} or {@code ServiceNotActiveException}. */
        SERVICE_NOT_FOUND,
        /** This endpoint does not know the operation (older partitions, emulators). */
        UNSUPPORTED,
        /** The request conflicts with the state of the resource ({@code ConflictException}). */
        CONFLICT,
        /** AWS refused the request as it is; repeating it does not help. */
        INVALID
    }

    private final Kind kind;
    private final String iamPrefix;
    private final String operation;
    private final String code;
    private final String awsMessage;

    /** A failure of a call to ECS, or of what comes before it. */
    public AwsFailure(
            @NonNull Kind kind,
            @NonNull String operation,
            @CheckForNull String code,
            @CheckForNull String awsMessage,
            @CheckForNull Throwable cause) {
        this(kind, "ecs", operation, code, awsMessage, cause);
    }

    /** @param iamPrefix the service in IAM's words, e.g. {@code elasticloadbalancing} */
    public AwsFailure(
            @NonNull Kind kind,
            @NonNull String iamPrefix,
            @NonNull String operation,
            @CheckForNull String code,
            @CheckForNull String awsMessage,
            @CheckForNull Throwable cause) {
        super(text(operation, code, awsMessage), cause);
        this.kind = kind;
        this.iamPrefix = iamPrefix;
        this.operation = operation;
        this.code = code;
        this.awsMessage = awsMessage == null ? "" : awsMessage;
    }

    private static String text(String operation, String code, String awsMessage) {
        StringBuilder text = new StringBuilder(operation).append(": ");
        if (code != null) {
            text.append(code).append(awsMessage == null || awsMessage.isEmpty() ? "" : ": ");
        }
        return text.append(awsMessage == null ? "" : awsMessage).toString();
    }

    @NonNull
    public Kind kind() {
        return kind;
    }

    /** The API operation, e.g. {@code UpdateService}. */
    @NonNull
    public String operation() {
        return operation;
    }

    /** The IAM action that the operation needs, e.g. {@code ecs:UpdateService}. */
    @NonNull
    public String iamAction() {
        return (operation.equals("AssumeRole") ? "sts" : iamPrefix) + ":" + operation;
    }

    /** The error code as AWS sent it, without its namespace. */
    @CheckForNull
    public String code() {
        return code;
    }

    /** AWS's own words; untrusted text, empty if there were none. */
    @NonNull
    public String awsMessage() {
        return awsMessage;
    }

    /** Whether waiting and asking again can help. */
    public boolean isPassing() {
        switch (kind) {
            case EXPIRED:
            case THROTTLED:
            case UNREACHABLE:
            case LOST:
            case SERVER:
                return true;
            default:
                return false;
        }
    }

    /** Whether an act may have taken effect although it gave no answer: look before you repeat it. */
    public boolean mayHaveHappened() {
        return kind == Kind.LOST || kind == Kind.SERVER;
    }
}
