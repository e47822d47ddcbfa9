package io.jenkins.plugins.ecs.templates;

import static io.jenkins.plugins.ecs.templates.Drafts.parameter;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What a set of templates is refused for, before any of it counts. */
public class TemplateChecksTest {

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static List<String> problems(Consumer<Drafts> change) {
        Drafts drafts = new Drafts();
        change.accept(drafts);
        return drafts.check().problems();
    }

    private void refused(Consumer<Drafts> change, String... parts) {
        List<String> problems = problems(change);
        for (String part : parts) {
            errors.checkThat(
                    String.join("\n", problems),
                    problems.stream().anyMatch(each -> each.startsWith("template ") && each.contains(part)),
                    is(true));
        }
    }

    @Test
    public void aGoodTemplateIsTaken() {
        Drafts drafts = new Drafts();

        assertThat(drafts.check().problems(), is(empty()));
        assertThat(drafts.template().label(), is("web@1.2.0"));
        assertThat(drafts.template().container(), is("app"));
    }

    @Test
    public void itsNameVersionAndFieldsAreChecked() {
        refused(d -> d.name = "a b", "name: 'a b' is not a valid name");
        refused(d -> d.name = null, "name: 'null' is not a valid name");
        for (String version : new String[] {null, "", "1", "1.2", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3+build"}) {
            refused(d -> d.version = version, "is not a semantic version");
        }
        refused(d -> d.open = List.of("privileged"), "open: 'privileged' is unknown. Use one of: variables, secrets");
        refused(d -> d.taskDefinition = null, "taskDefinition: The text of the task definition is empty");
        refused(d -> d.serviceDefinition = " ", "serviceDefinition: The text of the service definition is empty");
    }

    @Test
    public void everyPlaceholderHasAParameterAndTheReverse() {
        refused(
                d -> d.serviceDefinition = d.serviceDefinition.replace("tasks", "count"),
                "serviceDefinition: Service definition, line 1, column 15 (desiredCount): '{{ count }}' has no parameter."
                        + " Parameters: port, size, tasks, extra, labels, subnets.",
                "parameter tasks: no placeholder uses it");
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("networkMode", "\"{{ port }}\""),
                "A key cannot have a placeholder");
        for (String mark : List.of("{{ }}", "{{ a b }}", "{{ port", "{{ port | upper }}", "{{port}")) {
            refused(d -> d.taskDefinition = d.taskDefinition.replace("Hello", mark), "is not a placeholder");
        }
        assertThat(
                "a template of others",
                problems(d -> d.taskDefinition = d.taskDefinition.replace("Hello", "{{.Name}}")),
                is(empty()));
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("\"{{ port }}\"}]", "{{ port }}}]"),
                "Put quotes around each placeholder");
    }

    @Test
    public void aPlaceholderStandsWhereItsTypeCanBe() {
        refused(d -> d.taskDefinition = d.taskDefinition.replace("size.cpu", "size"), "has two parts");
        refused(d -> d.taskDefinition = d.taskDefinition.replace("size.cpu", "size.disk"), "has two parts");
        refused(d -> d.taskDefinition = d.taskDefinition.replace("{{ port }}\"}]", "{{ port.x }}\"}]"), "has no parts");
        refused(d -> d.taskDefinition = d.taskDefinition.replace("Hello", "{{ labels }}"), "cannot be within a text");
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("Hello", "{{ extra }}"),
                "Give the parameter a default");
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("dockerLabels", "linuxParameters"),
                "type map can only be the whole of a map of texts");
        refused(
                d -> d.serviceDefinition = d.serviceDefinition.replace("\"{{ subnets }}\"", "[\"{{ subnets }}\"]"),
                "type list can only be the whole of a list");
    }

    @Test
    public void aParameterIsRefusedForEachOfItsFields() {
        Object[][] table = {
            {parameter("1a", "string").with("x"), "name: '1a' is not a valid name"},
            {parameter("service", "string").with("x"), "name: 'service' is a built-in placeholder"},
            {parameter("a", "text").with("x"), "type: 'text' is unknown. Use one of: string, integer"},
            {parameter("a", "integer").with("x"), "default: is 'x'. Use a whole number"},
            {parameter("a", "integer").with("1e3"), "default: is '1e3'. Use a whole number"},
            {parameter("a", "integer").range(5, 9).with("10"), "default: 10 is out of range. Use 5 to 9"},
            {parameter("a", "integer").range(9, 5).with("7"), "min: 9 is more than max: 5"},
            {parameter("a", "boolean").with("yes"), "default: is 'yes'. Use true or false"},
            {parameter("a", "string").pattern("(").with("x"), "pattern: '(' is not a regular expression"},
            {parameter("a", "string").pattern("b*").with("x"), "default: 'x' does not match b*"},
            {parameter("a", "string").length(2, 3).with("x"), "default: has 1 characters. Use at least 2"},
            {parameter("a", "string").length(2, 3).with("xxxx"), "default: has 4 characters. Use at most 3"},
            {parameter("a", "string").pattern("b+").with(null), "example: needed"},
            {parameter("a", "integer").pattern("b+").with("1"), "pattern: a parameter of type integer does not have it"
            },
            {parameter("a", "choice").with("x"), "choices: a parameter of type choice needs at least one"},
            {parameter("a", "choice").choices("y", "z").with("x"), "default: 'x' is not a choice. Use one of: y, z"},
            {parameter("a", "size").with("256/1536"), "Fargate does not offer 1536 MiB with 256 CPU units"},
            {parameter("a", "size").with("300/512"), "Fargate does not offer 300 CPU units"},
            {parameter("a", "secret").with("p@ss word"), "is not the name or ARN of a secret (value not shown)"},
            {parameter("a", "image").with("shop/api"), "has neither a tag nor a digest"},
            {parameter("a", "list").with("{a: b}"), "default: is a map. Use a list of texts"},
            {parameter("a", "map").with("[a]"), "default: is a list. Use a map of texts"},
            {parameter("a", "string").with("${ssm:/x}"), "default: contains a look-up"},
            {parameter("port", "string").with("x"), "parameter port: is defined twice"},
        };
        for (Object[] row : table) {
            refused(d -> d.parameters.add((ParameterDraft) row[0]), (String) row[1]);
        }
    }

    @Test
    public void theRenderedDefinitionsPassTheChecks() {
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("family:", "famly:"),
                "The task definition has no family");
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("name: app", "name: \"a b\""),
                "taskDefinition: Task definition, line 7");
        refused(
                d -> d.serviceDefinition = d.serviceDefinition.replace("desiredCount", "desiredCnt"),
                "serviceDefinition: Service definition, line 1, column 13",
                "Did you mean 'desiredCount'?");
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("{{ size.memory }}", "1536"),
                "Fargate does not offer 1536 MiB with 256 CPU units");
        refused(d -> d.taskDefinition = d.taskDefinition.replace("awsvpc", "bridge"), "awsvpc");
        refused(
                d -> d.serviceDefinition = d.serviceDefinition.replace("FARGATE", "LAMBDA"),
                "serviceDefinition: Service definition, line 2");
        refused(d -> d.taskDefinition = d.taskDefinition.replace("{{ image }}", "shop/api:1.0.0"), "None has it");
        refused(d -> d.taskDefinition += "  - {name: other, image: \"{{ image }}\"}\n", "These have it: app, other");
    }

    @Test
    public void itIsAlsoProvenWithoutItsOptionalParameters() {
        refused(
                d -> {
                    d.parameters.add(parameter("family", "string").optional());
                    d.taskDefinition = d.taskDefinition.replace("{{ service }}\"\nnet", "{{ family }}\"\nnet");
                },
                "The task definition has no family");
    }

    @Test
    public void lookUpsOfTheTemplateHaveStandIns() {
        assertThat(
                problems(d -> {
                    d.taskDefinition = d.taskDefinition.replace(
                            "networkMode", "executionRoleArn: \"${cfn:base-{{ environment }}.Role}\"\nnetworkMode");
                    d.serviceDefinition =
                            d.serviceDefinition.replace("\"{{ subnets }}\"", "[\"${cfn:net.A}\", \"${cfn:net.B}\"]");
                    d.parameters.removeIf(each -> "subnets".equals(each.name()));
                }),
                is(empty()));
    }

    @Test
    public void aLookUpThatConfigurationAsCodeHasTakenIsMissed() {
        refused(
                d -> d.taskDefinition = d.taskDefinition.replace("networkMode", "executionRoleArn: ''\nnetworkMode"),
                "(executionRoleArn): The value is empty. Configuration as Code replaces ${…}");
        refused(
                d -> d.serviceDefinition = d.serviceDefinition.replace("\"{{ subnets }}\"", "[subnet-1, '']"),
                "(networkConfiguration.awsvpcConfiguration.subnets[1]): The value is empty");
        assertThat(
                problems(d -> d.taskDefinition = d.taskDefinition.replace("Hello {{ service }} on {{ port }}", "")),
                is(empty()));
    }

    @Test
    public void allProblemsAreReportedAtOnce() {
        assertThat(
                problems(d -> {
                    d.version = "1";
                    d.open = List.of("x");
                    d.parameters.add(parameter("a", "text").with(null));
                }),
                hasSize(3));
    }

    @Test
    public void aNameOfAnOuterLevelIsTakenAlsoInOtherVersions() {
        Drafts drafts = new Drafts();
        drafts.version = "9.0.0";

        assertThat(
                TemplateChecks.check(List.of(drafts.draft()), Map.of("web", "the global settings"))
                        .problems(),
                hasItem(
                        "template web@9.0.0: the global settings already defines a template of this name. A folder may add"
                                + " templates, but not replace them; use another name"));
    }

    @Test
    public void aVersionIsDefinedOnceAndNeverChanges() {
        Drafts drafts = new Drafts();
        assertThat(
                TemplateChecks.check(List.of(drafts.draft(), drafts.draft()), Map.of())
                        .problems(),
                hasItem("template web@1.2.0: this version is defined twice. Give each version its own number"));
        Template first = drafts.template();
        Map<String, String> recorded = Map.of(TemplateChecks.key(first), first.digest());

        drafts.taskDefinition = "# a comment\n" + Drafts.TASK;
        assertThat("a comment", TemplateChecks.changed(List.of(drafts.template()), recorded), is(empty()));
        drafts.taskDefinition = Drafts.TASK.replace("Hello", "Goodbye");
        assertThat(
                TemplateChecks.changed(List.of(drafts.template()), recorded),
                hasItem(
                        "template web@1.2.0: its content has changed, but a version never changes. Give the new content a"
                                + " new version"));
        drafts.taskDefinition = Drafts.TASK;
        drafts.parameters.set(0, parameter("port", "integer").range(1024, 65535).with("8081"));
        assertThat("a default", TemplateChecks.changed(List.of(drafts.template()), recorded), is(not(empty())));
        drafts.version = "1.3.0";
        assertThat("another version", TemplateChecks.changed(List.of(drafts.template()), recorded), is(empty()));
    }

    @Test
    public void theContentOfATemplateIsShownWithoutControlCharacters() {
        List<String> problems = problems(d -> d.name = "a\u001b[31m\nb");

        assertThat(problems.get(0), problems.get(0).chars().noneMatch(Character::isISOControl), is(true));
    }
}
