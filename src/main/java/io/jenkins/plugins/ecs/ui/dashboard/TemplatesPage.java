package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.store.ReleaseIndex;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code /ecs-dashboard/templates/}: the templates that the current user may see. */
@Restricted(NoExternalUse.class)
public final class TemplatesPage {

    TemplatesPage() {}

    public String getDisplayName() {
        return "ECS templates";
    }

    /** Computed at each call; a page calls it once. */
    @NonNull
    public List<Row> getRows() {
        TemplateUses uses = uses();
        return TemplateCatalogue.all().stream()
                .flatMap(level -> level.templates().names().stream()
                        .map(name -> new Row(level.folder(), newest(level.templates(), name), uses)))
                .toList();
    }

    /** A pre-release only if there is nothing else: no service gets one without naming it. */
    @NonNull
    static Template newest(@NonNull Templates templates, @NonNull String name) {
        return templates.newest(name).orElseGet(() -> templates.versions(name).get(0));
    }

    /** By services that the current user may see. */
    @NonNull
    static TemplateUses uses() {
        return TemplateUses.of(ReleaseIndex.get().all(), new VisibleJobs(Item.READ)::deployments);
    }

    /** {@code templates/<name>/}; null, which gives 404, if the user may see no such template. */
    @CheckForNull
    public TemplatePage getDynamic(String name) {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String folder = request == null ? null : request.getParameter("folder");
        TemplateCatalogue.Place place = TemplateCatalogue.place(folder);
        return place == null || place.templates().versions(name).isEmpty() ? null : new TemplatePage(place, name);
    }

    @NonNull
    static String query(@NonNull String folder) {
        return folder.isEmpty() ? "" : "?folder=" + BadgeMarkup.segment(folder);
    }

    /** One template. */
    public static final class Row {

        private final String folder;
        private final Template newest;
        private final List<TemplateUses.Use> uses;

        Row(String folder, Template newest, TemplateUses uses) {
            this.folder = folder;
            this.newest = newest;
            this.uses = uses.of(newest);
        }

        public String getName() {
            return newest.name();
        }

        public String getTitle() {
            return newest.title();
        }

        public String getVersion() {
            return newest.version().toString();
        }

        public String getOwner() {
            return newest.owner();
        }

        public String getWhere() {
            return folder.isEmpty() ? PathPageMessages.GLOBAL_SETTINGS : PathPageMessages.folder(folder);
        }

        /** Services and environments that use it. */
        public int getUses() {
            return uses.size();
        }

        /** Those of an older version than the newest. */
        public long getOutdated() {
            return uses.stream()
                    .filter(use -> use.isOlderThan(newest.version()))
                    .count();
        }

        public String getLink() {
            return BadgeMarkup.segment(getName()) + "/" + query(folder);
        }
    }
}
