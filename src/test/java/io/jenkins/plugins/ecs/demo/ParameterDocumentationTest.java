package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.jenkins.plugins.ecs.config.EcsDefaults;
import io.jenkins.plugins.ecs.config.EcsFreezeWindow;
import io.jenkins.plugins.ecs.config.EcsGlobalConfiguration;
import io.jenkins.plugins.ecs.config.EcsPath;
import io.jenkins.plugins.ecs.config.EcsPathApproval;
import io.jenkins.plugins.ecs.config.EcsPathEnvironment;
import io.jenkins.plugins.ecs.config.EcsPathPauses;
import io.jenkins.plugins.ecs.config.EcsPathStrategy;
import io.jenkins.plugins.ecs.config.EcsPathWave;
import io.jenkins.plugins.ecs.config.EcsPolicy;
import io.jenkins.plugins.ecs.config.EcsTarget;
import io.jenkins.plugins.ecs.config.EcsTemplate;
import io.jenkins.plugins.ecs.config.EcsTemplateParameter;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.config.settings.DeploymentTask;
import io.jenkins.plugins.ecs.config.settings.SettingField;
import io.jenkins.plugins.ecs.config.settings.SharedSettings;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.steps.CapacityProviderSettings;
import io.jenkins.plugins.ecs.steps.ContainerSettings;
import io.jenkins.plugins.ecs.steps.EcsApproveStep;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenGatedStep;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenStep;
import io.jenkins.plugins.ecs.steps.EcsDeleteStep;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsImportStep;
import io.jenkins.plugins.ecs.steps.EcsReleaseStep;
import io.jenkins.plugins.ecs.steps.EcsRollbackStep;
import io.jenkins.plugins.ecs.steps.EcsRunTaskStep;
import io.jenkins.plugins.ecs.steps.EcsScaleStep;
import io.jenkins.plugins.ecs.steps.EcsServiceSettings;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.steps.NetworkSettings;
import io.jenkins.plugins.ecs.steps.checks.AlarmsSettings;
import io.jenkins.plugins.ecs.steps.checks.CanarySettings;
import io.jenkins.plugins.ecs.steps.checks.DigestSettings;
import io.jenkins.plugins.ecs.steps.checks.DriftSettings;
import io.jenkins.plugins.ecs.steps.checks.HealthSettings;
import io.jenkins.plugins.ecs.steps.checks.HttpSettings;
import io.jenkins.plugins.ecs.steps.checks.LogsSettings;
import io.jenkins.plugins.ecs.steps.checks.MetricSettings;
import io.jenkins.plugins.ecs.steps.checks.ServiceSettings;
import io.jenkins.plugins.ecs.steps.checks.StableForSettings;
import io.jenkins.plugins.ecs.steps.checks.TargetsSettings;
import io.jenkins.plugins.ecs.steps.checks.TasksSettings;
import io.jenkins.plugins.ecs.steps.result.EcsApprovalResult;
import io.jenkins.plugins.ecs.steps.result.EcsDeploymentResult;
import io.jenkins.plugins.ecs.steps.result.EcsOperationResult;
import io.jenkins.plugins.ecs.steps.result.EcsReleaseResult;
import io.jenkins.plugins.ecs.steps.result.EcsServicesResult;
import io.jenkins.plugins.ecs.steps.result.EcsTaskResult;
import io.jenkins.plugins.ecs.steps.result.EcsVerificationResult;
import io.jenkins.plugins.ecs.steps.withecs.WithEcsStep;
import io.jenkins.plugins.ecs.tasks.state.TaskVerdict;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;
import org.kohsuke.stapler.DataBoundSetter;

/** The pages in {@code docs} name what there is, and nothing else; so do the forms and their help. */
public class ParameterDocumentationTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    private static final Pattern INCLUDE = Pattern.compile("<st:include page=\"(\\w+\\.jelly)\"");

    private static final Pattern OF_TABLE = Pattern.compile("<e:settings(?: of=\"([\\w,]+)\")? />");

    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]* field=\"(\\w+)\"");

    private static final Map<CheckKind, Class<? extends CheckSettings>> CHECKS = Map.ofEntries(
            Map.entry(CheckKind.SERVICE, ServiceSettings.class),
            Map.entry(CheckKind.TASKS, TasksSettings.class),
            Map.entry(CheckKind.DIGEST, DigestSettings.class),
            Map.entry(CheckKind.HEALTH, HealthSettings.class),
            Map.entry(CheckKind.TARGETS, TargetsSettings.class),
            Map.entry(CheckKind.ALARMS, AlarmsSettings.class),
            Map.entry(CheckKind.HTTP, HttpSettings.class),
            Map.entry(CheckKind.LOGS, LogsSettings.class),
            Map.entry(CheckKind.METRIC, MetricSettings.class),
            Map.entry(CheckKind.CANARY, CanarySettings.class),
            Map.entry(CheckKind.DRIFT, DriftSettings.class),
            Map.entry(CheckKind.STABLE_FOR, StableForSettings.class));

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Test
    public void thePageOfTheStepListsItsParameters() throws Exception {
        assertThat(rows("steps/ecsDeploy.md", "Parameters"), is(parameters(EcsDeployStep.class)));
    }

    @Test
    public void thePageOfBlueGreenListsTheParametersOfBothSteps() throws Exception {
        Set<String> all = rows("steps/ecsBlueGreen.md", "Parameters");
        assertThat(all, is(parameters(EcsBlueGreenStep.class)));
        all.removeAll(Set.of("waitUntil", "submitters", "migrationPlan"));
        assertThat(all, is(parameters(EcsBlueGreenGatedStep.class)));
    }

    @Test
    public void thePagesOfBlocksAndTargetsListTheirParameters() throws Exception {
        assertThat(rows("steps/withEcs.md", "Parameters"), is(parameters(WithEcsStep.class)));
        assertThat(rows("targets.md", "Settings"), is(parameters(EcsTarget.class)));
        assertThat(rows("policy.md", "Rules"), is(parameters(EcsPolicy.class)));
        assertThat(rows("policy.md", "Freeze windows"), is(parameters(EcsFreezeWindow.class)));
    }

    @Test
    public void thePagesOfPathsListTheirSettings() throws Exception {
        assertThat(rows("paths.md", "Paths"), is(parameters(EcsPath.class)));
        assertThat(rows("paths.md", "Environments"), is(parameters(EcsPathEnvironment.class)));
        assertThat(rows("paths.md", "Several targets"), is(parameters(EcsPathWave.class)));
        assertThat(rows("paths.md", "Strategy"), is(parameters(EcsPathStrategy.class)));
        assertThat(rows("paths.md", "Pauses of ECS"), is(parameters(EcsPathPauses.class)));
        assertThat(rows("paths.md", "Approvals"), is(parameters(EcsPathApproval.class)));
        assertThat(rows("steps/ecsRelease.md", "Parameters"), is(parameters(EcsReleaseStep.class)));
        assertThat(rows("steps/ecsApprove.md", "Parameters"), is(parameters(EcsApproveStep.class)));
        assertThat(rows("steps/ecsApprove.md", "The result"), is(fields(EcsApprovalResult.class)));
        assertThat(rows("steps/ecsRelease.md", "The result"), is(fields(EcsReleaseResult.class)));
    }

    @Test
    public void thePageOfTemplatesListsItsSettings() throws Exception {
        assertThat(rows("templates.md", "Settings"), is(parameters(EcsTemplate.class)));
        assertThat(rows("templates.md", "Parameters"), is(parameters(EcsTemplateParameter.class)));
    }

    @Test
    public void thePageOfVerifyListsItsParametersChecksAndResult() throws Exception {
        assertThat(rows("steps/ecsVerify.md", "Parameters"), is(parameters(EcsVerifyStep.class)));
        Set<String> shared = rows("steps/ecsVerify.md", "Every check");
        Set<String> before =
                CheckKind.PREFLIGHT.stream().map(CheckKind::word).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("steps/ecsVerify.md", "Preflight"), is(before));
        for (CheckKind kind : CHECKS.keySet()) {
            Class<? extends CheckSettings> type = CHECKS.get(kind);
            Set<String> own = parameters(type);
            errors.checkThat(kind.word(), own.containsAll(shared), is(true));
            own.removeAll(shared);
            errors.checkThat(kind.word(), rows("steps/ecsVerify.md", kind.word()), is(own));
        }
        assertThat(rows("steps/ecsVerify.md", "The result"), is(fields(EcsVerificationResult.class)));
        Set<String> verdicts =
                Stream.of(CheckVerdict.values()).map(CheckVerdict::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("steps/ecsVerify.md", "Verdicts"), is(verdicts));
    }

    @Test
    public void thePageOfTheStepListsTheSettingsOfAContainer() throws Exception {
        assertThat(rows("steps/ecsDeploy.md", "Containers"), is(parameters(ContainerSettings.class)));
        assertThat(rows("steps/ecsDeploy.md", "Tasks before and after"), is(parameters(DeploymentTask.class)));
        assertThat(rows("steps/ecsDeploy.md", "Several services"), is(parameters(EcsServiceSettings.class)));
    }

    @Test
    public void thePageOfTheStepListsTheFieldsOfItsResult() throws Exception {
        assertThat(rows("steps/ecsDeploy.md", "The result"), is(fields(EcsDeploymentResult.class)));
        assertThat(rows("steps/ecsDeploy.md", "The result of several"), is(fields(EcsServicesResult.class)));
    }

    private static Set<String> fields(Class<?> result) {
        return Arrays.stream(result.getMethods())
                .filter(method -> method.isAnnotationPresent(Whitelisted.class))
                .map(Method::getName)
                .filter(name -> !name.equals("toString"))
                .map(ParameterDocumentationTest::property)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    public void thePageOfRunTaskListsItsParametersVerdictsAndResult() throws Exception {
        assertThat(rows("steps/ecsRunTask.md", "Parameters"), is(parameters(EcsRunTaskStep.class)));
        assertThat(rows("steps/ecsRunTask.md", "Network"), is(parameters(NetworkSettings.class)));
        assertThat(rows("steps/ecsRunTask.md", "Capacity providers"), is(parameters(CapacityProviderSettings.class)));
        assertThat(rows("steps/ecsRunTask.md", "The result"), is(fields(EcsTaskResult.class)));
        Set<String> verdicts =
                Stream.of(TaskVerdict.values()).map(TaskVerdict::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("steps/ecsRunTask.md", "Verdicts"), is(verdicts));
    }

    @Test
    public void thePagesOfScalingAndDeletingListTheirParametersAndResult() throws Exception {
        assertThat(rows("steps/ecsImport.md", "Parameters"), is(parameters(EcsImportStep.class)));
        assertThat(rows("steps/ecsScale.md", "Parameters"), is(parameters(EcsScaleStep.class)));
        assertThat(rows("steps/ecsScale.md", "The result"), is(fields(EcsOperationResult.class)));
        assertThat(rows("steps/ecsDelete.md", "Parameters"), is(parameters(EcsDeleteStep.class)));
    }

    @Test
    public void thePageOfTheRollbackListsItsParameters() throws Exception {
        assertThat(rows("steps/ecsRollback.md", "Parameters"), is(parameters(EcsRollbackStep.class)));
    }

    @Test
    public void everyVerdictIsDocumented() throws Exception {
        Set<String> verdicts =
                Stream.of(Verdict.values()).map(Verdict::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("verdicts.md", "At a glance"), is(verdicts));
    }

    @Test
    public void thePageOfTheConfigurationListsItsSettings() throws Exception {
        Set<String> settings = Arrays.stream(EcsGlobalConfiguration.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> property(method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(rows("configuration.md", "Settings"), is(settings));
        String casc = page("configuration.md");
        settings.forEach(setting -> errors.checkThat(casc, containsString("    " + setting + ":")));
    }

    @Test
    public void everyParameterHasAHelpFileAndAFieldInItsForm() throws Exception {
        List<Class<?>> types = new ArrayList<>(List.of(
                EcsDeployStep.class,
                EcsBlueGreenStep.class,
                EcsBlueGreenGatedStep.class,
                EcsVerifyStep.class,
                EcsRollbackStep.class,
                EcsRunTaskStep.class,
                EcsImportStep.class,
                EcsScaleStep.class,
                EcsDeleteStep.class,
                EcsReleaseStep.class,
                EcsApproveStep.class,
                EcsPath.class,
                EcsPathEnvironment.class,
                EcsPathApproval.class,
                NetworkSettings.class,
                CapacityProviderSettings.class,
                ContainerSettings.class,
                DeploymentTask.class,
                EcsServiceSettings.class,
                WithEcsStep.class,
                EcsTarget.class,
                EcsDefaults.class,
                EcsPolicy.class,
                EcsFreezeWindow.class));
        types.addAll(CHECKS.values());
        for (Class<?> type : types) {
            String form = form(type);
            for (String parameter : parameters(type)) {
                String where = type.getSimpleName() + "." + parameter;
                errors.checkThat(where, resource(type, "help-" + parameter + ".html"), notNullValue());
                errors.checkThat(where, form, containsString("field=\"" + parameter + "\""));
            }
        }
    }

    @Test
    public void everyFieldOfAFormHasAHelpFile() throws Exception {
        Path resources = Examples.project().resolve("src/main/resources");
        List<Path> forms;
        try (Stream<Path> files = Files.walk(resources)) {
            forms = files.filter(file -> file.toString().endsWith(".jelly")).toList();
        }
        int fields = 0;
        for (Path form : forms) {
            Matcher field = FIELD.matcher(Files.readString(form));
            while (field.find()) {
                fields++;
                String type = resources.relativize(form.getParent()).toString().replace('/', '.');
                Class<?> described = Class.forName(type, false, getClass().getClassLoader());
                String help = resource(described, "help-" + field.group(1) + ".html");
                errors.checkThat(form + ": " + field.group(1), help, notNullValue());
            }
        }
        assertThat("fields found", fields > 70, is(true));
    }

    private static Set<String> parameters(Class<?> type) {
        return new TreeSet<>(DataBinding.parameters(type).keySet());
    }

    private static String property(String accessor) {
        String name = accessor.replaceFirst("^(get|set|is)", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The names in the first column of the tables under a heading. */
    private static Set<String> rows(String page, String heading) throws IOException {
        String text = page(page);
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(page + " has the chapter " + heading, start >= 0, is(true));
        int end = text.indexOf("\n## ", start + 1);
        Matcher row = ROW.matcher(text.substring(start, end < 0 ? text.length() : end));
        Set<String> names = new TreeSet<>();
        while (row.find()) {
            names.add(row.group(1));
        }
        return names;
    }

    private static String page(String name) throws IOException {
        return Files.readString(Examples.project().resolve("docs").resolve(name).normalize());
    }

    /** The form, with the fragments that it includes and the fields that it has of the table of parameters. */
    private static String form(Class<?> type) throws IOException {
        StringBuilder form = new StringBuilder(resource(type, "config.jelly"));
        Matcher include = INCLUDE.matcher(form.toString());
        while (include.find()) {
            form.append(resource(type, include.group(1)));
        }
        Matcher fields = OF_TABLE.matcher(form.toString());
        while (fields.find()) {
            fields(type, fields.group(1)).forEach(field -> form.append(" field=\"" + field.getField() + "\""));
        }
        return form.toString();
    }

    private static List<SettingField> fields(Class<?> type, String of) {
        return SharedSettings.class.isAssignableFrom(type)
                ? SettingField.ofAdministrator(of == null ? "" : of)
                : SettingField.ofStep(of);
    }

    /** A view of a class or, as Jenkins looks for it, of one that it extends. */
    private static String resource(Class<?> type, String name) throws IOException {
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + "/" + name)) {
            if (in != null) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            boolean ours = type.getSuperclass().getName().startsWith("io.jenkins.plugins.ecs.");
            return ours ? resource(type.getSuperclass(), name) : null;
        }
    }
}
