package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.ecs.config.TemplateCatalogue;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.templates.NewService;
import io.jenkins.plugins.ecs.templates.Parameter;
import io.jenkins.plugins.ecs.templates.ParameterType;
import io.jenkins.plugins.ecs.templates.Rendering;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.ui.PageMessages;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import io.jenkins.plugins.ecs.ui.badge.JobBadgesAction;
import jakarta.servlet.ServletException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import jenkins.model.Jenkins;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code /ecs-dashboard/templates/<name>/new/}: a form made of the parameters of a template. It shows what the values
 * make, and then gives the files or creates the job. AWS is not called.
 */
@Restricted(NoExternalUse.class)
public final class NewServicePage {

    private static final int BAD_REQUEST = 400;

    private final TemplateCatalogue.Place place;
    private final Template template;
    private final Map<String, List<String>> paths;
    /** Null before anything was entered. */
    private NewService entered;
    /** Why the job could not be created. */
    private String failure = "";

    NewServicePage(@NonNull TemplateCatalogue.Place place, @NonNull Template template) {
        this.place = place;
        this.template = template;
        paths = place.paths();
    }

    public String getDisplayName() {
        return DashboardMessages.newServiceFrom(template.label());
    }

    /** Path of this page below the root of Jenkins. */
    public String getBase() {
        return "ecs-dashboard/templates/" + BadgeMarkup.segment(template.name()) + "/new/";
    }

    public String getQuery() {
        return TemplatesPage.query(place.folder());
    }

    public String getFolder() {
        return place.folder();
    }

    /** The form: what every service needs, then the parameters. */
    @NonNull
    public List<FormField> getFields() {
        List<String> names = List.copyOf(paths.keySet());
        List<FormField> fields = new ArrayList<>();
        fields.add(field(NewService.SERVICE, PageMessages.SERVICE, "", List.of(), "", true));
        fields.add(field(NewService.OWNER, DashboardMessages.TEAM, "", List.of(), "", false));
        fields.add(field(
                NewService.PATH, DashboardMessages.RELEASE_PATH, "", names, names.isEmpty() ? "" : names.get(0), true));
        template.parameters().forEach(each -> fields.add(field(each)));
        return fields;
    }

    private FormField field(Parameter parameter) {
        List<String> choices = parameter.type() == ParameterType.BOOLEAN
                ? List.of("true", "false")
                : parameter.limits().choices();
        return field(
                NewService.PARAMETER + parameter.name(),
                parameter.name(),
                parameter.description(),
                choices,
                NewService.written(parameter.defaultValue()),
                parameter.isRequired());
    }

    private FormField field(
            String name, String title, String description, List<String> choices, String byDefault, boolean needed) {
        String value = entered == null ? byDefault : entered.value(name);
        String problem = entered == null ? "" : entered.problems().getOrDefault(name, "");
        return new FormField(name, title, description, choices, value, problem, needed);
    }

    /** What is wrong with the service as a whole, or why its job could not be created; empty if nothing is. */
    public String getProblem() {
        String whole = entered == null ? "" : entered.problems().getOrDefault(NewService.WHOLE, "");
        return failure.isEmpty() ? whole : failure;
    }

    /** Whether there is something to show and to create. */
    public boolean isReady() {
        return entered != null && entered.file() != null;
    }

    /** The files to commit, by name. */
    @NonNull
    public List<NamedText> getFiles() {
        return named(NewServiceFiles.of(entered, badge()));
    }

    /** What the first release creates at each target of the path, and what the rules say of it now. */
    @NonNull
    public List<FirstReleaseView> getPlan() {
        return place
                .firstRelease(
                        template, Objects.requireNonNull(entered.file()), entered.value(NewService.PATH), Instant.now())
                .stream()
                .map(FirstReleaseView::new)
                .toList();
    }

    /** The definitions in each environment of the path. */
    @NonNull
    public List<NamedText> getDefinitions() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String environment : paths.getOrDefault(entered.value(NewService.PATH), List.of())) {
            try {
                Rendering made = Rendering.of(template, Objects.requireNonNull(entered.file()), environment, "IMAGE");
                texts.put(DashboardMessages.taskDefinitionIn(environment), made.readableTaskDefinition());
                texts.put(DashboardMessages.serviceOf(environment), made.readableServiceDefinition());
            } catch (TaskDefinitionException wrong) {
                texts.put(DashboardMessages.taskDefinitionIn(environment), wrong.getMessage());
            }
        }
        return named(texts);
    }

    private static List<NamedText> named(Map<String, String> texts) {
        return texts.entrySet().stream()
                .map(each -> new NamedText(each.getKey(), each.getValue()))
                .toList();
    }

    private String badge() {
        String target = place.lastTarget(entered.value(NewService.PATH));
        String service = entered.value(NewService.SERVICE);
        return target.isEmpty()
                ? ""
                : BadgeMarkup.ofTarget(JobBadgesAction.rootUrl(), target, "", service, "ecs-dashboard/")
                        .getMarkdown();
    }

    /** Whether the user may create a job here. */
    public boolean isCreationOffered() {
        return place.allows(Item.CREATE) && group() != null;
    }

    @CheckForNull
    private ModifiableTopLevelItemGroup group() {
        Object group = place.item() == null ? Jenkins.get() : place.item();
        return group instanceof ModifiableTopLevelItemGroup modifiable ? modifiable : null;
    }

    private void enter(StaplerRequest2 request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (FormField field : getFields()) {
            String value = request.getParameter(field.getName());
            values.put(field.getName(), value == null ? "" : value);
        }
        entered = NewService.of(template, values, paths);
    }

    /** Shows what the values make, or what is wrong with them. */
    @POST
    public void doPreview(StaplerRequest2 request, StaplerResponse2 response) throws ServletException, IOException {
        place.check(Item.READ);
        enter(request);
        show(request, response, isReady() ? 200 : BAD_REQUEST);
    }

    /** Gives the files of the preview as a ZIP archive. */
    @POST
    public void doDownload(StaplerRequest2 request, StaplerResponse2 response) throws ServletException, IOException {
        place.check(Item.READ);
        enter(request);
        if (!isReady()) {
            show(request, response, BAD_REQUEST);
            return;
        }
        response.setContentType("application/zip");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // The name has been checked: letters, digits, hyphens and underscores.
        String name = entered.value(NewService.SERVICE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
        try (ZipOutputStream zip = new ZipOutputStream(response.getOutputStream(), StandardCharsets.UTF_8)) {
            for (NamedText file : getFiles()) {
                zip.putNextEntry(new ZipEntry(file.getName()));
                zip.write(file.getText().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    /** Creates the Pipeline job of the preview, as the current user. Jenkins leaves nothing behind if that fails. */
    @POST
    public void doCreate(StaplerRequest2 request, StaplerResponse2 response) throws ServletException, IOException {
        place.check(Item.CREATE);
        enter(request);
        ModifiableTopLevelItemGroup group = group();
        if (!isReady() || group == null) {
            failure = group == null ? DashboardMessages.noJobsHere(place.folder()) : "";
            show(request, response, BAD_REQUEST);
            return;
        }
        byte[] xml = NewServiceFiles.job(entered).getBytes(StandardCharsets.UTF_8);
        try {
            TopLevelItem job =
                    group.createProjectFromXML(entered.value(NewService.SERVICE), new ByteArrayInputStream(xml));
            response.sendRedirect2(request.getContextPath() + "/" + job.getUrl());
        } catch (Failure | IllegalArgumentException refused) {
            failure = DashboardMessages.jobNotCreated(String.valueOf(refused.getMessage()));
            show(request, response, BAD_REQUEST);
        }
    }

    private void show(StaplerRequest2 request, StaplerResponse2 response, int status)
            throws ServletException, IOException {
        response.setStatus(status);
        request.getView(this, "index.jelly").forward(request, response);
    }
}
