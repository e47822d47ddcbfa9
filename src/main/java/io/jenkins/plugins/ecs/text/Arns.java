package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.regex.Pattern;

/** Short forms of ARNs, and their validation. */
public final class Arns {

    private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:role/[\\w+=,.@/-]+");

    private Arns() {}

    /** The text after the last slash: {@code api:42} of {@code arn:aws:ecs:...:task-definition/api:42}. */
    @NonNull
    public static String brief(@CheckForNull String arn) {
        return arn == null ? "?" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The account of an ARN; empty if it has none. */
    @NonNull
    public static String account(@NonNull String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }

    /** Whether two ARNs of roles are the same but for the path, which AWS leaves out of some of its answers. */
    public static boolean isSameRole(@NonNull String arn, @NonNull String other) {
        return brief(arn).equals(brief(other)) && arn.split(":role/")[0].equals(other.split(":role/")[0]);
    }

    /** The error for a text that is not the ARN of an IAM role; empty if it is one, or if it is empty or null. */
    @NonNull
    public static Optional<String> roleProblem(@NonNull String field, @CheckForNull String arn) {
        return arn == null || arn.isEmpty() || ROLE.matcher(arn).matches()
                ? Optional.empty()
                : Optional.of(field + ": '" + PlainText.line(arn)
                        + "' is not the ARN of an IAM role. Use the form arn:aws:iam::<account>:role/<name>");
    }
}
