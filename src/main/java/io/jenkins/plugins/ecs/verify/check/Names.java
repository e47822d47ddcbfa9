package io.jenkins.plugins.ecs.verify.check;

/** Short forms of names, digests and numbers for display. */
public final class Names {

    private Names() {}

    /** {@code web} of {@code arn:aws:elasticloadbalancing:...:targetgroup/web/0123456789abcdef}. */
    public static String targetGroup(String arn) {
        String[] parts = arn.split("/");
        return parts.length < 2 ? arn : parts[parts.length - 2];
    }

    /** A digest, shortened to twelve digits. */
    static String digest(String digest) {
        String prefix = "sha256:";
        return digest.startsWith(prefix) && digest.length() > prefix.length() + 12
                ? digest.substring(0, prefix.length() + 12)
                : digest;
    }

    public static String count(long n, String one) {
        return n + " " + one + (n == 1 ? "" : "s");
    }
}
