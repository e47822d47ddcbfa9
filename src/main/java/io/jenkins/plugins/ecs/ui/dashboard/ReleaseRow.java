package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Locale;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A service on its path: each environment with what is, and what waits, there. */
@ExportedBean(defaultVisibility = 2)
public final class ReleaseRow {

    private final String path;
    private final String service;
    private final List<PlacedCard> environments;

    ReleaseRow(@NonNull String path, @NonNull String service, @NonNull List<PlacedCard> environments) {
        this.path = path;
        this.service = service;
        this.environments = environments;
    }

    /** {@code web of the global settings} */
    @Exported
    public String getPath() {
        return path;
    }

    @Exported
    public String getService() {
        return service;
    }

    /** In the order of the path. */
    @Exported
    public List<PlacedCard> getEnvironments() {
        return environments;
    }

    /** Whether a release of it is in progress. */
    boolean isRunning() {
        return environments.stream().anyMatch(each -> !each.getWaiting().isEmpty());
    }

    boolean matches(String filter) {
        return (path + " " + service).toLowerCase(Locale.ROOT).contains(filter);
    }
}
