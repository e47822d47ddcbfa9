package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Objects;

/** Knows what happened in a build before a deployment to production: who approved it, and whether it was verified. */
public interface EvidenceSource extends ExtensionPoint {

    /**
     * @param service {@code cluster/service}, short names
     * @return who approved it, or null
     */
    @CheckForNull
    default String approvedBy(@NonNull Run<?, ?> run, @NonNull String service) {
        return null;
    }

    /** @param service {@code cluster/service}, short names */
    default boolean isVerified(@NonNull Run<?, ?> run, @NonNull String service) {
        return false;
    }

    /** The first of all sources that knows of an approval, or null. */
    @CheckForNull
    static String anyApproval(@NonNull Run<?, ?> run, @NonNull String service) {
        return ExtensionList.lookup(EvidenceSource.class).stream()
                .map(source -> source.approvedBy(run, service))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Whether any source knows of a verification. */
    static boolean anyVerification(@NonNull Run<?, ?> run, @NonNull String service) {
        return ExtensionList.lookup(EvidenceSource.class).stream().anyMatch(source -> source.isVerified(run, service));
    }
}
