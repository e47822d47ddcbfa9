package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.ForeignText;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * A call to AWS that gave no usable answer: what AWS, or whatever is between, says, as one value. It carries what decides
 * the next move: which {@link Kind}, whether {@linkplain #isAnswerOfAws() AWS answered at all}, what {@linkplain #denial()
 * its sentence} names, and whether the call {@link #mayHaveHappened() may have taken effect} all the same.
 */
public final class AwsFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure means to the caller. */
    public enum Kind {
        /** AWS knows the caller, who may not do this. {@link #denial()} says what, on what, and by which policy. */
        DENIED,
        /** AWS does not accept the keys, the token or the signature's time. New credentials, or a right clock, help. */
        UNAUTHENTICATED,
        /** Jenkins has no credentials to give; AWS was not asked. */
        NO_CREDENTIALS,
        /** The Jenkins plugin with the SDK's client of the service is not installed; AWS was not asked. */
        NOT_INSTALLED,
        /** Too many calls; nothing was done. */
        THROTTLED,
        /** No connection could be made; nothing was done. */
        UNREACHABLE,
        /** The connection broke, timed out or the answer was unreadable: nobody knows whether the call took effect. */
        LOST,
        /** Something else than AWS answered: a proxy, a firewall, a sign-in page. */
        NOT_AWS,
        /** AWS had an internal error (HTTP 5xx): nobody knows whether the call took effect. */
        SERVER,
        CLUSTER_NOT_FOUND,
        /** {@code ServiceNotFoundException} or {@code ServiceNotActiveException}. */
        SERVICE_NOT_FOUND,
        /** Anything else that does not exist. */
        NOT_FOUND,
        /** This endpoint does not know the operation (older partitions, emulators). */
        UNSUPPORTED,
        /** The request conflicts with the state of the resource ({@code ConflictException}). */
        CONFLICT,
        /** AWS refused the request as it is; repeating it does not help. */
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

    private static final Denial NOTHING_SAID = new Denial(null, null, null, null, false);

    private final Kind kind;
    private final String iamPrefix;
    private final String operation;
    private final String code;
    private final String awsMessage;
    private final int status;
    private final boolean mayHaveHappened;

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

    /** The same failure of an answer with this HTTP status. */
    @NonNull
    AwsFailure withStatus(int answered) {
        return new AwsFailure(kind, iamPrefix, operation, code, awsMessage, answered, mayHaveHappened, getCause());
    }

    /** The same failure, of something that came before the call itself, so that nothing of the call was sent. */
    @NonNull
    AwsFailure beforeTheCall() {
        return new AwsFailure(kind, iamPrefix, operation, code, awsMessage, status, false, this);
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

    /** The IAM action that is missing: the one that AWS's sentence names, or else the operation's own. */
    @NonNull
    public String iamAction() {
        String named = denial().action();
        return named == null ? iamPrefix + ":" + operation : named;
    }

    /** {@link #iamAction()}, with who says no where that is not simply that no IAM policy allows it. */
    @NonNull
    public String missingPermission() {
        Denial said = denial();
        boolean ordinary = !said.explicit() && said.policy() == Denial.Policy.IDENTITY;
        String reason = ordinary ? "" : said.reason();
        return iamAction() + (reason.isEmpty() ? "" : " (" + reason + ")");
    }

    /** What AWS says of the missing permission; it names nothing unless the {@link #kind()} is {@link Kind#DENIED}. */
    @NonNull
    public Denial denial() {
        return kind == Kind.DENIED ? Denial.of(awsMessage).orElse(NOTHING_SAID) : NOTHING_SAID;
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

    /** The answer's HTTP status; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Whether the request itself is refused: it is wrong, or names what is not there. */
    public boolean isWrong() {
        return kind == Kind.INVALID || kind == Kind.NOT_FOUND;
    }

    /** Whether waiting and asking again can help. */
    public boolean isPassing() {
        return PASSING.contains(kind);
    }

    /** Whether it was AWS that answered, and not something in between or nobody. */
    public boolean isAnswerOfAws() {
        return !UNANSWERED.contains(kind);
    }

    /** Whether an act may have taken effect although it gave no answer: look before you repeat it. */
    public boolean mayHaveHappened() {
        return mayHaveHappened;
    }

    /** Whether AWS does not accept who asks because a token or a signature is too old. */
    public boolean isExpired() {
        return kind == Kind.UNAUTHENTICATED
                && (String.valueOf(code).contains("Expired")
                        || awsMessage.toLowerCase(Locale.ROOT).contains("expired"));
    }

    /** An internal error, by AWS or by an emulator, which answers with a page for what it has not got. */
    public boolean isInternalError() {
        return kind == Kind.SERVER || (kind == Kind.NOT_AWS && status == 500);
    }
}
