package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.ConfiguredPath;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * {@code /ecs-dashboard/paths/}: the release paths that the current user may configure: all of them for administrators,
 * those of a folder for those who configure it.
 */
@Restricted(NoExternalUse.class)
public final class PathsPage implements StaplerProxy {

    PathsPage() {}

    /** For administrators, and those who may configure a folder that has paths. */
    @Override
    public Object getTarget() {
        if (!ConfiguredPath.isAny()) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        }
        return this;
    }

    public String getDisplayName() {
        return "Release paths";
    }

    /** Computed at each call; a page calls it once. */
    @NonNull
    public List<Row> getRows() {
        List<PathEvent> events = ReleaseIndex.get().all();
        return ConfiguredPath.all().stream()
                .map(each -> new Row(each, services(each, events)))
                .toList();
    }

    /** {@code paths/<name>/}; null, which gives 404, if the user may not configure such a path. */
    @CheckForNull
    public PathPage getDynamic(String name) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String folder = request == null ? null : request.getParameter("folder");
        return ConfiguredPath.all().stream()
                .filter(each -> each.name().equals(name))
                .filter(each -> each.folder().equals(folder == null ? "" : folder))
                .findFirst()
                .map(PathPage::new)
                .orElse(null);
    }

    /** The level at which a path is configured. */
    @NonNull
    static String where(@NonNull ConfiguredPath path) {
        return path.folder().isEmpty() ? PathPageMessages.GLOBAL_SETTINGS : PathPageMessages.folder(path.folder());
    }

    /**
     * The services that were released on a path.
     *
     * @param events of all paths
     */
    @NonNull
    static List<String> services(@NonNull ConfiguredPath configured, @NonNull List<PathEvent> events) {
        ReleasePath path = configured.path();
        return path == null
                ? List.of()
                : events.stream()
                        .filter(event -> event.path().equals(path.id()))
                        .map(event -> event.place().service())
                        .distinct()
                        .sorted()
                        .toList();
    }

    /** One path. */
    public static final class Row {

        private final ConfiguredPath path;
        private final List<String> services;

        Row(ConfiguredPath path, List<String> services) {
            this.path = path;
            this.services = services;
        }

        public String getName() {
            return path.name();
        }

        public String getWhere() {
            return where(path);
        }

        public String getOwner() {
            ReleasePath usable = path.path();
            return usable == null ? "" : usable.owner();
        }

        public String getEnvironments() {
            ReleasePath usable = path.path();
            return usable == null ? "" : String.join(" → ", usable.names());
        }

        public String getServices() {
            return String.join(", ", services);
        }

        /** Why it cannot be used; empty if it can. */
        public String getProblem() {
            return path.problem();
        }

        public String getLink() {
            return BadgeMarkup.segment(path.name()) + "/"
                    + (path.folder().isEmpty() ? "" : "?folder=" + BadgeMarkup.segment(path.folder()));
        }
    }
}
