package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.EcsSettings;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import io.jenkins.plugins.ecs.steps.execution.ImportExecution;
import io.jenkins.plugins.ecs.steps.execution.ImportRequest;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private String format = DefinitionFormat.YAML.word();
    private String dir;
    private boolean overwrite;

    @DataBoundConstructor
    public EcsImportStep(String service) {
        super(service);
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

    private static Optional<String> dirProblem(@CheckForNull String dir) {
        boolean good = dir == null
                || (DIR.matcher(dir).matches() && !List.of(dir.split("/")).contains(".."));
        return good ? Optional.empty() : Optional.of(ImportMessages.dir(dir));
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
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

        @NonNull
        @Override
        Set<String> requiredParameters() {
            return Set.of("service");
        }

        @POST
        @Restricted(NoExternalUse.class)
        public ListBoxModel doFillFormatItems(@AncestorInPath Item item) {
            FormChecks.requireRead(item);
            ListBoxModel formats = new ListBoxModel();
            for (DefinitionFormat each : DefinitionFormat.values()) {
                formats.add(each.word(), each.word());
            }
            return formats;
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckDir(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.ifAllowed(item, () -> dirProblem(Util.fixEmptyAndTrim(value)));
        }
    }
}
