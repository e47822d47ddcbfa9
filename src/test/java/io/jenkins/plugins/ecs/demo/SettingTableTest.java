package io.jenkins.plugins.ecs.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.jenkins.plugins.ecs.config.EcsDefaults;
import io.jenkins.plugins.ecs.config.settings.SettingField;
import io.jenkins.plugins.ecs.rollout.request.Choice;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.request.SettingKind.Type;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenGatedStep;
import io.jenkins.plugins.ecs.steps.EcsBlueGreenStep;
import io.jenkins.plugins.ecs.steps.EcsDeployStep;
import io.jenkins.plugins.ecs.steps.EcsRollbackStep;
import io.jenkins.plugins.ecs.steps.EcsVerifyStep;
import io.jenkins.plugins.ecs.steps.withecs.WithEcsStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** The table of parameters has every parameter of every step, and a parameter costs little more than its row. */
public class SettingTableTest {

    private static final Map<String, Class<?>> STEPS = Map.of(
            "ecsDeploy", EcsDeployStep.class,
            "ecsBlueGreen", EcsBlueGreenStep.class,
            "ecsBlueGreenGated", EcsBlueGreenGatedStep.class,
            "ecsRollback", EcsRollbackStep.class,
            "ecsVerify", EcsVerifyStep.class,
            "withEcs", WithEcsStep.class);

    private static final Map<String, Set<Type>> TYPES = Map.of(
            "java.lang.String",
            Set.of(Type.TEXT, Type.LONG_TEXT, Type.CHOICE),
            "java.lang.Integer",
            Set.of(Type.WHOLE, Type.TIME),
            "java.lang.Double",
            Set.of(Type.DECIMAL),
            "boolean",
            Set.of(Type.FLAG),
            "java.util.List<java.lang.String>",
            Set.of(Type.LIST),
            TimeUnit.class.getName(),
            Set.of(Type.CHOICE));

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    @Test
    public void everyParameterOfEveryStepIsInTheTable() {
        Set<String> used = new TreeSet<>();
        STEPS.forEach((step, type) -> DataBinding.parameters(type).forEach((name, java) -> {
            used.add(name);
            Setting row = Setting.of(name).orElse(null);
            errors.checkThat(step + "." + name, row, notNullValue());
            if (row != null) {
                Set<Type> fits = TYPES.getOrDefault(java.getTypeName(), Set.of(Type.NESTED));
                errors.checkThat(step + "." + name, fits.contains(row.kind().type()), is(true));
            }
        }));
        assertThat(
                used,
                is(new TreeSet<>(
                        Arrays.stream(Setting.values()).map(Setting::field).toList())));
    }

    @Test
    public void whatAdministratorsCanSetIsWhatIsShared() {
        Set<String> shared = new TreeSet<>(Arrays.stream(Setting.values())
                .filter(each -> each.kind().isShared())
                .map(each -> each.field() + (each.kind().type() == Type.TIME ? "Minutes" : ""))
                .toList());

        assertThat(new TreeSet<>(DataBinding.parameters(EcsDefaults.class).keySet()), is(shared));
    }

    @Test
    public void everyChoiceIsDocumentedWithItsDefault() throws IOException {
        for (Map.Entry<String, Class<?>> step : STEPS.entrySet()) {
            String page = Files.readString(
                    Examples.project().resolve("docs/steps/" + step.getKey().replace("Gated", "") + ".md"));
            for (String name : DataBinding.parameters(step.getValue()).keySet()) {
                Setting setting = Setting.of(name).orElseThrow();
                String row = Pattern.compile("(?m)^\\| `" + name + "` \\|.*$")
                        .matcher(page)
                        .results()
                        .map(result -> result.group())
                        .findFirst()
                        .orElse("");
                for (Choice choice : setting.kind().choices()) {
                    errors.checkThat(step.getKey() + "." + name, row, containsString("`" + choice.text() + "`"));
                }
            }
        }
    }

    /** The lines that name a setting wherever it can be set, from the Jenkinsfile to the request. */
    @Test
    public void aParameterCostsAtMostTwelveLinesInFourFiles() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Examples.project().resolve("src/main"))) {
            files = all.filter(file -> file.toString().matches(".*\\.(java|jelly)"))
                    .filter(file ->
                            file.toString().matches(".*/ecs/(steps(?!/execution)|config|form|rollout/request)/.*"))
                    .toList();
        }
        for (Setting setting : List.of(Setting.STALL_TIMEOUT, Setting.WHEN_BUSY, Setting.ON_OTHER_DEPLOYMENT)) {
            String property = setting.field().substring(0, 1).toUpperCase(Locale.ROOT)
                    + setting.field().substring(1);
            Pattern name = Pattern.compile(
                    "\\b" + setting.field() + "(Minutes)?\\b|[gs]et" + property + "|\\b" + setting.name() + "\\b");
            int lines = 0;
            Set<Path> where = new TreeSet<>();
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    boolean isCode = !line.strip().matches("(?:/?\\*|import ).*");
                    if (isCode && name.matcher(line).find()) {
                        lines++;
                        where.add(file.getFileName());
                    }
                }
            }
            assertThat(setting + " in " + where, lines, is(lessThanOrEqualTo(12)));
            assertThat(setting + " in " + where, where.size(), is(lessThanOrEqualTo(4)));
        }
    }

    @Test
    public void whatIsTypedIsCheckedByTheTable() {
        problem("whenBusy", "later", "whenBusy: 'later' is unknown. Use 'wait', 'fail' or 'supersedeWaiting'");
        problem("timeoutMinutes", "0", "timeoutMinutes: 0 is too short");
        problem("timeout", "soon", "timeout: 'soon' is not a whole number");
        problem("maxParallel", "0", "maxParallel: 0 is less than 1");
        problem("canaryPercent", "many", "canaryPercent: 'many' is not a number");
        problem("keepRevisions", "99999999999", "keepRevisions: '99999999999' is not a whole number");
        problem("timeout", "9223372036854775807", "is not a whole number");
        problem("roleArn", "deployer", "roleArn: 'deployer' is not the ARN of an IAM role");
        problem("pauseAt", "SCALE_UP, LATER", "pauseAt: ECS cannot pause at");
        for (String good : List.of("", "  ")) {
            assertThat(SettingField.problem("image", good).isPresent(), is(false));
        }
        assertThat(SettingField.problem("whenBusy", "Wait").isPresent(), is(false));
        assertThat(SettingField.problem("timeout", "30").isPresent(), is(false));
        assertThat(SettingField.problem("noSuchField", "x").isPresent(), is(false));
        assertThat(SettingField.problem(null, "x").isPresent(), is(false));
    }

    @Test
    public void aMessageAboutHostileTextIsOnePlainLine() {
        String hostile = "\u001b[31mred\u202e\r\n<script>\u0000" + "x".repeat(20_000);
        for (Setting setting : Setting.values()) {
            SettingField.problem(setting.field(), hostile).ifPresent(message -> {
                errors.checkThat(setting.field(), message.matches("[^\\p{Cntrl}\\u202e]+"), is(true));
                errors.checkThat(setting.field(), message.length(), lessThanOrEqualTo(3000));
                errors.checkThat(setting.field(), message.toLowerCase(Locale.ROOT), not(containsString("\u001b")));
            });
        }
    }

    private static void problem(String field, String typed, String expected) {
        assertThat(SettingField.problem(field, typed).orElse("nothing"), containsString(expected));
    }
}
