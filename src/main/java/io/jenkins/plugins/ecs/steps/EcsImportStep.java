package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import io.jenkins.plugins.ecs.steps.execution.imports.ImportExecution;
import io.jenkins.plugins.ecs.steps.execution.imports.ImportRequest;
import io.jenkins.plugins.ecs.steps.execution.imports.SpecImport;
import io.jenkins.plugins.ecs.steps.execution.imports.SpecImportExecution;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateRef;
import io.jenkins.plugins.ecs.templates.Templates;
import io.jenkins.plugins.ecs.templates.imports.ImportedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecsImport}: a live service as files that can be committed. It changes nothing in AWS. */
public final class EcsImportStep extends EcsStep {

    private static final long serialVersionUID = 1L;
    private static final Pattern DIR = Pattern.compile("[A-Za-z0-9._-][A-Za-z0-9._/ -]{0,199}");

    private String from;
    private String template;
    private String format = DefinitionFormat.YAML.word();
    private String dir;
    private boolean overwrite;

    @DataBoundConstructor
    public EcsImportStep() {
        super(null);
    }

    /** For a live service. */
    public EcsImportStep(String service) {
        super(service);
    }

    @DataBoundSetter
    public void setService(String service) {
        service(service);
    }

    /** The text of a manifest of AWS Copilot or of a compose file; null to read a live service. */
    @CheckForNull
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    /** The template that the file is made for, as in {@code web-service@2}; null to leave it open. */
    @CheckForNull
    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = Util.fixEmptyAndTrim(template);
    }

    public String getFormat() {
        return format;
    }

    @DataBoundSetter
    public void setFormat(String format) {
        this.format = Util.fixEmptyAndTrim(format) == null ? DefinitionFormat.YAML.word() : format.trim();
    }

    /** In the workspace; null to write no files. */
    @CheckForNull
    public String getDir() {
        return dir;
    }

    @DataBoundSetter
    public void setDir(String dir) {
        this.dir = Util.fixEmptyAndTrim(dir);
    }

    public boolean isOverwrite() {
        return overwrite;
    }

    @DataBoundSetter
    public void setOverwrite(boolean overwrite) {
        this.overwrite = overwrite;
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones, with those of this step in them
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public ImportRequest toRequest(@NonNull EcsSettings settings) {
        Optional<DefinitionFormat> written = DefinitionFormat.parse(format);
        List<String> problems = new ArrayList<>(Stream.of(
                        RequestChecks.cluster(settings.cluster()),
                        RequestChecks.service(getService()),
                        written.isPresent() ? Optional.<String>empty() : Optional.of(ImportMessages.format(format)),
                        dirProblem(dir),
                        template == null ? Optional.<String>empty() : Optional.of(ImportMessages.onlyWithFrom()),
                        overwrite && dir == null
                                ? Optional.of(ImportMessages.overwriteWithoutDir())
                                : Optional.<String>empty())
                .flatMap(Optional::stream)
                .toList());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new ImportRequest(settings.region(), settings.cluster(), getService(), written.get(), dir, overwrite);
    }

    /**
     * What {@code from} becomes.
     *
     * @param templates those of the job
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public SpecImport toSpec(@NonNull Supplier<Templates> templates) {
        List<String> problems = new ArrayList<>();
        dirProblem(dir).ifPresent(problems::add);
        if (overwrite && dir == null) {
            problems.add(ImportMessages.overwriteWithoutDir());
        }
        if (getCluster() != null) {
            problems.add(ImportMessages.onlyOfAws("cluster"));
        }
        if (!DefinitionFormat.YAML.word().equals(format)) {
            problems.add(ImportMessages.onlyOfAws("format"));
        }
        Optional<TemplateRef> reference = TemplateRef.parse(template);
        if (template != null && reference.isEmpty()) {
            problems.add(ImportMessages.notATemplate(template));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        Template made = reference.isEmpty() ? null : templates.get().get(reference.get());
        return new SpecImport(ImportedFile.read(from, getService(), made), dir, overwrite);
    }

    private static Optional<String> dirProblem(@CheckForNull String dir) {
        boolean good = dir == null
                || (DIR.matcher(dir).matches() && !List.of(dir.split("/")).contains(".."));
        return good ? Optional.empty() : Optional.of(ImportMessages.dir(dir));
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (from != null) {
            Run<?, ?> run = context.get(Run.class);
            try {
                return new SpecImportExecution(
                        context, toSpec(() -> JobSettings.of(run.getParent()).templates()));
            } catch (IllegalArgumentException wrong) {
                throw new AbortException("ecsImport: " + wrong.getMessage());
            }
        }
        return StepValidation.<StepExecution>of(
                this, context, (settings, trace) -> new ImportExecution(context, settings, toRequest(settings)));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        @Override
        public String getFunctionName() {
            return "ecsImport";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return "Import an Amazon ECS service to files";
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillFormatItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            return FormChecks.words(Stream.of(DefinitionFormat.values())
                    .map(DefinitionFormat::word)
                    .toList());
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckDir(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> dirProblem(Util.fixEmptyAndTrim(value)));
        }
    }
}
