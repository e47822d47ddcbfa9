package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.templates.NewService;
import io.jenkins.plugins.ecs.templates.OpenField;
import io.jenkins.plugins.ecs.templates.Parameter;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.List;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

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
        return TemplatesPage.uses().of(newest.name()).stream()
                .map(use -> new UseRow(use, newest))
                .toList();
    }

    public String getQuery() {
        return TemplatesPage.query(place.folder());
    }

    /** {@code new/}: the form for a new service. */
    @CheckForNull
    public NewServicePage getDynamic(String name) {
        return name.equals("new") ? new NewServicePage(place, newest) : null;
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
            return parameter.isRequired() ? PageMessages.REQUIRED : NewService.written(parameter.defaultValue());
        }

        public String getPerEnvironment() {
            return parameter.perEnvironment() ? PageMessages.YES : "";
        }
    }

    /** A service that is made from it. */
    public static final class UseRow {

        private final TemplateUses.Use use;
        private final Template newest;

        UseRow(TemplateUses.Use use, Template newest) {
            this.use = use;
            this.newest = newest;
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

        public String getBuild() {
            return use.build();
        }

        public String getTime() {
            return DisplayText.time(use.at());
        }
    }
}
