package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
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
        if (before == null) {
            return "";
        }
        DeploymentRecord here = row.getCurrent().record();
        DeploymentRecord there = before.row.getCurrent().record();
        boolean known = !here.digests().isEmpty() && !there.digests().isEmpty();
        if (!known && (here.version().isEmpty() || there.version().isEmpty())) {
            return "";
        }
        boolean same =
                known ? here.digests().equals(there.digests()) : here.version().equals(there.version());
        return same
                ? DashboardMessages.sameAs(before.environment)
                : DashboardMessages.differsFrom(before.environment, before.row.getVersion())
                        + commits(here.build(), there.build());
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
