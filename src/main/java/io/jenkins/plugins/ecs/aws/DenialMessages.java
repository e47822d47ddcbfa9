package io.jenkins.plugins.ecs.aws;

import io.jenkins.plugins.ecs.aws.Denial.Policy;

/** A missing permission in words: which policy decided, and which one to change. */
final class DenialMessages {

    private DenialMessages() {}

    /** @param policy null if AWS does not name it */
    static String deniedExplicitly(Policy policy) {
        return (policy == null ? "a policy" : "a " + policy.text()) + " denies it explicitly";
    }

    static String notAllowed(Policy policy) {
        return "no " + policy.text() + " allows it";
    }

    static String onResource(String action, String resource) {
        return action + " on " + resource;
    }

    /** @param policy null if AWS does not name it */
    static String removeDeny(String what, Policy policy) {
        return "remove the explicit deny of " + what + " from "
                + (policy == null ? "the policy that has it" : "the " + policy.text() + where(policy))
                + "; an allow elsewhere does not help";
    }

    /**
     * @param policy null if AWS does not name it
     * @param whose the identity: {@code these credentials}, {@code the execution role}
     */
    static String allow(String what, Policy policy, String whose) {
        String ofIdentity = "allow " + what + " in the IAM policy of " + whose;
        if (policy == null) {
            return ofIdentity;
        }
        return switch (policy) {
            case IDENTITY -> ofIdentity;
            case RESOURCE -> "allow " + what + " in the resource-based policy of that resource";
            case PERMISSIONS_BOUNDARY ->
                "allow " + what + " in the permissions boundary of " + whose + "; the IAM policy alone is not enough";
            case SESSION -> "allow " + what + " in the session policy with which the role of " + whose + " is assumed";
            case VPC_ENDPOINT -> "allow " + what + " in the policy of the VPC endpoint that the call uses";
            case SERVICE_CONTROL, RESOURCE_CONTROL ->
                "ask the administrators of the AWS organization to allow " + what + " in its " + policy.text();
            case KMS_KEY -> "allow " + what + " in the policy of the KMS key and in the IAM policy of " + whose;
        };
    }

    private static String where(Policy policy) {
        return switch (policy) {
            case SERVICE_CONTROL, RESOURCE_CONTROL -> " of the AWS organization";
            case VPC_ENDPOINT -> " of the endpoint that the call uses";
            default -> "";
        };
    }
}
