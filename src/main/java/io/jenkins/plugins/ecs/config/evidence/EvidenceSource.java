package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.List;

/** Knows who has let a build go on. What this plugin found out itself is in {@link EvidenceAction}. */
public interface EvidenceSource extends ExtensionPoint {

    /**
     * Somebody has let a build go on.
     *
     * @param id names it within the build
     * @param by id of the user
     * @param at epoch milliseconds
     */
    record Given(@NonNull String id, @NonNull String by, long at) {}

    @NonNull
    List<Given> approvals(@NonNull Run<?, ?> run);

    /** Those of all sources. */
    @NonNull
    static List<Given> all(@NonNull Run<?, ?> run) {
        return ExtensionList.lookup(EvidenceSource.class).stream()
                .flatMap(source -> source.approvals(run).stream())
                .toList();
    }
}
