package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.templates.NewService;
import io.jenkins.plugins.ecs.templates.OpenField;
import io.jenkins.plugins.ecs.templates.Parameter;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code /ecs-dashboard/templates/<name>/}: one template, and who uses it. */
@Restricted(NoExternalUse.class)
public final class TemplatePage {

    private final TemplateCatalogue.Place place;
    private final List<Template> versions;
    private final Template newest;

    /** @param name of a template that there is */
    TemplatePage(@NonNull TemplateCatalogue.Place place, @NonNull String name) {
        this.place = place;
        versions = place.templates().versions(name);
        newest = TemplatesPage.newest(place.templates(), name);
    }

    public String getDisplayName() {
        return newest.name() + " " + newest.version();
    }

    public String getTitle() {
        return newest.title();
    }

    public String getDescription() {
        return newest.description();
    }

    public String getOwner() {
        return newest.owner();
    }

    public String getOpen() {
        return newest.open().stream().map(OpenField::word).sorted().collect(Collectors.joining(", "));
    }

    public String getVersions() {
        return versions.stream().map(each -> each.version().toString()).collect(Collectors.joining(", "));
    }

    public List<ParameterRow> getParameters() {
        return newest.parameters().stream().map(ParameterRow::new).toList();
    }

    /** The file of a team. */
    public String getExample() {
        return NewService.example(newest);
    }

    public List<UseRow> getUses() {
        return TemplatesPage.uses().of(newest).stream()
                .map(use -> new UseRow(use, newest, place.folder()))
                .toList();
    }

    public String getQuery() {
        return TemplatesPage.query(place.folder());
    }

    /** {@code new/}: the form for a new service. {@code upgrade/}: what the newest version changes of a service. */
    @CheckForNull
    public Object getDynamic(String name) {
        return switch (name) {
            case "new" -> new NewServicePage(place, newest);
            case "upgrade" -> upgrade();
            default -> null;
        };
    }

    /** Null, which gives 404, if the user may see no such service of this template. */
    @CheckForNull
    private UpgradePage upgrade() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String service = request == null ? null : request.getParameter("service");
        String path = request == null ? null : request.getParameter("path");
        List<TemplateUses.Use> uses = service == null || path == null
                ? List.of()
                : TemplatesPage.uses().of(newest, service, path);
        return uses.isEmpty() ? null : new UpgradePage(versions, newest, uses, getQuery());
    }

    /** A parameter, as a person reads it. */
    public static final class ParameterRow {

        private final Parameter parameter;

        ParameterRow(Parameter parameter) {
            this.parameter = parameter;
        }

        public String getName() {
            return parameter.name();
        }

        public String getType() {
            List<String> choices = parameter.limits().choices();
            return choices.isEmpty() ? parameter.type().word() : String.join(" | ", choices);
        }

        public String getDescription() {
            return parameter.description();
        }

        public String getDefaultValue() {
            return parameter.isRequired() ? DashboardMessages.REQUIRED : NewService.written(parameter.defaultValue());
        }

        public String getPerEnvironment() {
            return parameter.perEnvironment() ? DashboardMessages.YES : "";
        }
    }

    /** A service that is made from it. */
    public static final class UseRow {

        private final TemplateUses.Use use;
        private final Template newest;
        private final String folder;

        UseRow(TemplateUses.Use use, Template newest, String folder) {
            this.use = use;
            this.newest = newest;
            this.folder = folder;
        }

        public String getService() {
            return use.service();
        }

        public String getEnvironment() {
            return use.environment();
        }

        public String getVersion() {
            return use.version().toString();
        }

        public boolean isOutdated() {
            return use.isOlderThan(newest.version());
        }

        public String getNewest() {
            return newest.version().toString();
        }

        /** What the newest version changes of the service, relative to the page. */
        public String getUpgrade() {
            String query = TemplatesPage.query(folder);
            return "upgrade/" + (query.isEmpty() ? "?" : query + "&") + "service=" + BadgeMarkup.segment(use.service())
                    + "&path=" + BadgeMarkup.segment(use.path());
        }

        public String getBuild() {
            return use.build();
        }

        public String getTime() {
            return DisplayText.time(use.at());
        }
    }
}
