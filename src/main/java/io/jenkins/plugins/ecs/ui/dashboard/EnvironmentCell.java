package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.ui.PageMessages;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A service in one environment. */
@ExportedBean(defaultVisibility = 2)
public final class EnvironmentCell {

    private final ServiceRow row;
    private final String environment;
    private final EnvironmentCell before;

    /** @param before the same service in the environment before; null if it is in none */
    EnvironmentCell(@NonNull ServiceRow row, @NonNull String environment, @CheckForNull EnvironmentCell before) {
        this.row = row;
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
                ? PageMessages.sameAs(before.environment)
                : PageMessages.differsFrom(before.environment, before.row.getVersion())
                        + commits(here.build().commit(), there.build().commit());
    }

    /** How many commits are between two is known to the SCM only. */
    private static String commits(String here, String there) {
        if (here.isEmpty() || there.isEmpty()) {
            return "";
        }
        return here.equals(there) ? PageMessages.SAME_COMMIT : PageMessages.DIFFERENT_COMMITS;
    }
}
