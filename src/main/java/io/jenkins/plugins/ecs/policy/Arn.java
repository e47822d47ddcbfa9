package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** Parts of an ARN: {@code arn:<partition>:<service>:<Region>:<account>:<resource>}. */
public final class Arn {

    private static final int PARTITION = 1;
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;
    private static final int PARTS = 6;

    private Arn() {}

    /** Null if the text is not an ARN or the ARN has no such part. */
    @CheckForNull
    public static String account(@CheckForNull String arn) {
        return part(arn, ACCOUNT);
    }

    /** Null if the text is not an ARN or the ARN has no such part. */
    @CheckForNull
    public static String partition(@CheckForNull String arn) {
        return part(arn, PARTITION);
    }

    /** Null if the text is not an ARN or the ARN has no such part. */
    @CheckForNull
    public static String region(@CheckForNull String arn) {
        return part(arn, REGION);
    }

    /** The name at the end of an ARN; a name is returned unchanged. */
    @NonNull
    static String name(@NonNull String arnOrName) {
        return arnOrName.substring(arnOrName.lastIndexOf('/') + 1);
    }

    /** Whether a name or ARN denotes the same resource as an ARN. Two ARNs do only if they are equal. */
    public static boolean isSame(@NonNull String nameOrArn, @NonNull String arn) {
        return nameOrArn.indexOf('/') >= 0 ? nameOrArn.equals(arn) : nameOrArn.equals(name(arn));
    }

    /** The ARN of a cluster given by name or ARN, in the account and Region of another one. */
    @NonNull
    public static String ofCluster(@NonNull String nameOrArn, @NonNull String other) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : other.substring(0, other.lastIndexOf('/') + 1) + nameOrArn;
    }

    private static String part(String arn, int part) {
        String[] parts = arn == null || !arn.startsWith("arn:") ? new String[0] : arn.split(":", PARTS);
        return parts.length == PARTS && !parts[part].isEmpty() ? parts[part] : null;
    }
}
