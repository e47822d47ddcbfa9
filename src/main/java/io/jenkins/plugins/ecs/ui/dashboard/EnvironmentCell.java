package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A service in one environment. */
@ExportedBean(defaultVisibility = 2)
public final class EnvironmentCell {

    private final ServiceRow row;
    private final String environment;
    private final EnvironmentCell before;
    private final CommitDistance distance;

    /** @param before the same service in the environment before; null if it is in none */
    EnvironmentCell(
            @NonNull ServiceRow row,
            @NonNull String environment,
            @CheckForNull EnvironmentCell before,
            @NonNull CommitDistance distance) {
        this.row = row;
        this.distance = distance;
        this.environment = environment;
        this.before = before;
    }

    @Exported
    public String getEnvironment() {
        return environment;
    }

    @Exported(inline = true)
    public ServiceRow getService() {
        return row;
    }

    /** The text of the link to the service, so never empty. */
    public String getVersion() {
        return row.getVersion().isEmpty() ? DashboardMessages.VERSION_UNKNOWN : row.getVersion();
    }

    /** A user or a trigger. */
    @Exported
    public String getStartedBy() {
        return row.getCurrent().getStartedBy();
    }

    /** Where it is, unless the environment says it already. */
    public String getPlace() {
        String place = EnvironmentPlace.of(row.getCluster(), row.getPlace());
        return place.equals(environment) ? "" : place;
    }

    /**
     * How it compares with the environment before: by the digests that ECS pinned, else by the version. Empty if there is
     * nothing to compare.
     */
    @Exported
    public String getComparison() {
        if (before == null || before.row.getVersion().isEmpty()) {
            return "";
        }
        Optional<DeploymentRecord> here = row.running();
        Optional<DeploymentRecord> there = before.row.running();
        if (isSame(here, there)) {
            return DashboardMessages.sameAs(before.environment);
        }
        String commits = here.isPresent() && there.isPresent()
                ? commits(here.get().build(), there.get().build())
                : "";
        return DashboardMessages.differsFrom(before.environment, before.row.getVersion()) + commits;
    }

    private boolean isSame(Optional<DeploymentRecord> here, Optional<DeploymentRecord> there) {
        Map<String, String> digests = here.map(DeploymentRecord::digests).orElse(Map.of());
        Map<String, String> others = there.map(DeploymentRecord::digests).orElse(Map.of());
        return digests.isEmpty() || others.isEmpty()
                ? row.getVersion().equals(before.row.getVersion())
                : digests.equals(others);
    }

    /** How many commits are between builds of different jobs is known to the SCM only. */
    private String commits(BuildFacts here, BuildFacts there) {
        if (!here.commit().isEmpty() && here.commit().equals(there.commit())) {
            return DashboardMessages.SAME_COMMIT;
        }
        int older = Math.min(here.build(), there.build());
        int newer = Math.max(here.build(), there.build());
        OptionalInt count = here.job().equals(there.job()) && older < newer
                ? distance.between(here.job(), older, newer)
                : OptionalInt.empty();
        if (count.isPresent()) {
            return DashboardMessages.commitsApart(count.getAsInt(), here.build() < there.build());
        }
        return here.commit().isEmpty() || there.commit().isEmpty() ? "" : DashboardMessages.DIFFERENT_COMMITS;
    }
}
