package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.ConfiguredPath;
import io.jenkins.plugins.ecs.config.PathTrial;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.Objects;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * {@code /ecs-dashboard/paths/<name>/}, with {@code ?folder=} for a path of a folder: what a release on this path would
 * go through, for those who may configure it. It changes nothing, and AWS is not called.
 */
@Restricted(NoExternalUse.class)
public final class PathPage {

    private static final int LONGEST_SERVICE = 255;

    private final ConfiguredPath configured;

    PathPage(@NonNull ConfiguredPath configured) {
        this.configured = configured;
    }

    public String getDisplayName() {
        return PathPageMessages.pathTitle(configured.name());
    }

    public String getWhere() {
        return PathsPage.where(configured);
    }

    public String getFolder() {
        return configured.folder();
    }

    public String getOwner() {
        ReleasePath path = configured.path();
        return path == null ? "" : path.owner();
    }

    /** Why it cannot be used; empty if it can. */
    public String getProblem() {
        return configured.problem();
    }

    public boolean isUsable() {
        return configured.path() != null;
    }

    /** The services that were released on it. */
    public String getServices() {
        return String.join(
                ", ", PathsPage.services(configured, ReleaseIndex.get().all()));
    }

    public String getService() {
        return PlainLine.of(parameter("service"), LONGEST_SERVICE).strip();
    }

    /** Computed at each call; a page calls it once. The path can be used. */
    @NonNull
    public PathCheckView getCheck() {
        ReleasePath path = Objects.requireNonNull(configured.path());
        return PathCheckView.of(
                path,
                new PathTrial(folder(configured.folder()), path, getService()),
                PathPage::parameter,
                System.currentTimeMillis());
    }

    private static String parameter(String name) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? null : request.getParameter(name);
    }

    private static Item folder(String name) {
        return name.isEmpty() ? null : Jenkins.get().getItemByFullName(name);
    }
}
