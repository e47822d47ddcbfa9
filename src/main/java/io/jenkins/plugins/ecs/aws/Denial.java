package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of AWS's message about a missing permission: {@code User: P is not authorized to perform: A on resource: R
 * because no identity-based policy allows the A action}. The action is often not that of the call: registering a task
 * definition needs {@code iam:PassRole}, reading a secret {@code kms:Decrypt}.
 *
 * @param principal ARN of the denied principal; null if the message does not name it
 * @param action the IAM action, or null
 * @param resource its resource; null if the message does not name it
 * @param policy the kind of the deciding policy; null if the message does not name it
 * @param explicit whether a policy denies the action explicitly, so that an allow in another one does not help
 */
public record Denial(
        @CheckForNull String principal,
        @CheckForNull String action,
        @CheckForNull String resource,
        @CheckForNull Policy policy,
        boolean explicit) {

    /** The kinds of policies in AWS's messages. */
    public enum Policy {
        IDENTITY("identity-based policy"),
        RESOURCE("resource-based policy"),
        PERMISSIONS_BOUNDARY("permissions boundary"),
        SESSION("session policy"),
        VPC_ENDPOINT("VPC endpoint policy"),
        SERVICE_CONTROL("service control policy"),
        RESOURCE_CONTROL("resource control policy"),
        /** The policy of an encryption key, with its grants. */
        KMS_KEY("KMS key policy");

        private final String text;

        Policy(String text) {
            this.text = text;
        }

        /** The name that AWS uses. */
        @NonNull
        public String text() {
            return text;
        }
    }

    private static final Pattern NOT_AUTHORIZED = Pattern.compile(
            "(?i)\\b(?:not authorized to perform|not authorized to call|not allowed to perform):?\\s+\\(?([a-z0-9-]+:[A-Za-z*]+)");
    private static final Pattern PRINCIPAL = Pattern.compile("(?i)\\bUser:? (\\S+) is not authorized");
    private static final Pattern RESOURCE =
            Pattern.compile("(?i)\\bon (?:the )?(?:following )?resource:? ((?:arn:[\\w:/*.+=@,$%-]{1,400}|\\*))");
    private static final Pattern NO_POLICY = Pattern.compile("(?i)\\bbecause no ([A-Za-z -]{3,40}?) allows?\\b");
    private static final Pattern EXPLICIT = Pattern.compile(
            "(?i)\\bexplicit(?:ly)? den(?:y|ied|ies)\\b(?: in (?:an? |the )?([A-Za-z-]+ [A-Za-z-]+(?: policy)?))?");
    /** Messages of Systems Manager, Secrets Manager and others about a denied KMS key. */
    private static final Pattern KEY = Pattern.compile(
            "(?i)\\bcustomer master key that does not exist|\\bAccess to KMS is not allowed|\\bKMS key [^.]{0,80}(?:not allowed|denied)"
                    + "|\\bKMSAccessDenied|\\bKms\\.AccessDenied");

    /** Empty if the text is not about permissions. A truncated text gives what it still contains. */
    @NonNull
    public static Optional<Denial> of(@CheckForNull String text) {
        if (text == null) {
            return Optional.empty();
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("to perform") || lower.contains("to call")) {
            Optional<Denial> ofIam = ofIam(text);
            if (ofIam.isPresent()) {
                return ofIam;
            }
        }
        boolean mayBeOfKey = lower.contains("kms") || lower.contains("customer master key");
        return mayBeOfKey && KEY.matcher(text).find()
                ? Optional.of(new Denial(null, "kms:Decrypt", null, Policy.KMS_KEY, false))
                : Optional.empty();
    }

    private static Optional<Denial> ofIam(String text) {
        Matcher denied = NOT_AUTHORIZED.matcher(text);
        if (denied.find()) {
            String action = denied.group(1);
            String rest = text.substring(denied.end());
            Matcher resource = RESOURCE.matcher(rest);
            Matcher explicit = EXPLICIT.matcher(rest);
            boolean isExplicit = explicit.find();
            Matcher none = NO_POLICY.matcher(rest);
            String words = isExplicit ? explicit.group(1) : none.find() ? none.group(1) : null;
            return Optional.of(new Denial(
                    first(PRINCIPAL, text),
                    action,
                    resource.find() ? trimmed(resource.group(1)) : null,
                    policy(words, action),
                    isExplicit));
        }
        return Optional.empty();
    }

    private static Policy policy(String words, String action) {
        if (words == null) {
            return null;
        }
        boolean ofKey = action.regionMatches(true, 0, "kms:", 0, 4);
        for (Policy each : Policy.values()) {
            if (words.toLowerCase(Locale.ROOT).startsWith(each.text.toLowerCase(Locale.ROOT))) {
                return each == Policy.RESOURCE && ofKey ? Policy.KMS_KEY : each;
            }
        }
        return null;
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Without the full stop of the sentence. */
    private static String trimmed(String resource) {
        return resource.endsWith(".") ? resource.substring(0, resource.length() - 1) : resource;
    }

    /** The reason in a few words: {@code no identity-based policy allows it}; empty if AWS does not say. */
    @NonNull
    public String reason() {
        if (explicit) {
            return DenialMessages.deniedExplicitly(policy);
        }
        return policy == null ? "" : DenialMessages.notAllowed(policy);
    }

    /**
     * The remedy, with the place to change.
     *
     * @param action used if the message names none
     * @param whose the identity, for display: {@code the credentials}, {@code the execution role}
     */
    @NonNull
    public String advice(@NonNull String action, @NonNull String whose) {
        String named = this.action == null ? action : this.action;
        String what = resource == null || resource.equals("*") ? named : DenialMessages.onResource(named, resource);
        return explicit ? DenialMessages.removeDeny(what, policy) : DenialMessages.allow(what, policy, whose);
    }
}
