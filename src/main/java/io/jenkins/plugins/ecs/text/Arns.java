package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.regex.Pattern;

/** ARNs for people. */
public final class Arns {

    private static final Pattern ROLE = Pattern.compile("arn:[\\w-]+:iam::\\d{12}:role/[\\w+=,.@/-]+");

    private Arns() {}

    /** {@code api:42} of {@code arn:aws:ecs:...:task-definition/api:42}; the end of any other; a name as it is. */
    @NonNull
    public static String brief(@CheckForNull String arn) {
        return arn == null ? "?" : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The account of an ARN; empty where it has none. */
    @NonNull
    public static String account(@NonNull String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }

    /** What is wrong with the ARN of an IAM role; empty if nothing is, or if none is given. */
    @NonNull
    public static Optional<String> roleProblem(@NonNull String field, @CheckForNull String arn) {
        return arn == null || arn.isEmpty() || ROLE.matcher(arn).matches()
                ? Optional.empty()
                : Optional.of(field + ": '" + PlainText.line(arn)
                        + "' is not the ARN of an IAM role (arn:aws:iam::<account>:role/<name>)");
    }
}
