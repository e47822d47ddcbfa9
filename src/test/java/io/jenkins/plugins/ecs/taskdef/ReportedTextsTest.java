package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static io.jenkins.plugins.ecs.taskdef.Definitions.text;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

/** Texts that people reported: what they were taken for, and what must be said of them. */
public class ReportedTextsTest {

    @Test
    public void aSecretAmongTheVariablesIsRefusedWithItsPlace() {
        TaskDefinitionException e = refused(text("cases/t01-valuefrom-in-environment/taskdef.json"));

        assertThat(e.field(), is("containerDefinitions[0].environment[1].valueFrom"));
        assertThat(e.line(), is(14));
        assertThat(e.getMessage(), containsString("Container 'app': 'valueFrom' is a member of 'secrets'"));
    }

    @Test
    public void aValueAmongTheSecretsIsRefusedAndNotShown() {
        TaskDefinitionException e = refused("containerDefinitions:\n- name: app\n  secrets:\n"
                + "  - {name: DB, value: hunter2}\n  - {name: DB, valueFrom: a}\n");

        assertThat(
                e.getMessage(),
                allOf(
                        containsString("line 4, column 23"),
                        containsString("'value' is a member of 'environment'"),
                        containsString("'DB' is set twice")));
        assertThat(e.getMessage().contains("hunter2"), is(false));
    }

    @Test
    public void namesThatAreThereTwiceAreAllNamed() {
        String message = refused(text("cases/t09-secret-and-variable-of-one-name/taskdef.json"))
                .getMessage();

        assertThat(message, allOf(containsString("'DB_USER' is set twice"), containsString("'TOKEN' is set twice")));
    }

    @Test
    public void emptyListsAreNotSent() {
        ObjectNode input = TaskDefinitions.toRegisterInput(read("cases/t02-empty-tags-list/taskdef.json"));
        assertThat(input.has("tags"), is(false));

        ObjectNode console = TaskDefinitions.toRegisterInput(read("cases/t06-console-json-with-nulls/taskdef.json"));
        assertThat(
                console,
                is(raw("{'containerDefinitions':[{'cpu':0,'memoryReservation':128,'image':'demo/shop:2.0.1',"
                        + "'essential':true,'name':'app'}],'family':'shop','requiresCompatibilities':['EC2']}")));
    }

    @Test
    public void commentsAndHoldersAreNoPartOfADefinition() {
        ObjectNode json = read("cases/t25-schema-and-comment-keys/taskdef.json");
        ObjectNode yaml = read("cases/t24-yaml-anchor-holder/taskdef.yaml");

        assertThat(json.toString().matches(".*(schema|comment|//).*"), is(false));
        assertThat(yaml.has("x-common"), is(false));
        assertThat(yaml.at("/containerDefinitions/1/ulimits/0/softLimit").asInt(), is(65536));
        assertThat(
                "keys of labels mean something",
                TaskDefinitionText.parse("containerDefinitions: [{name: a, dockerLabels: {x-a: b, _c: d}}]")
                        .at("/containerDefinitions/0/dockerLabels")
                        .size(),
                is(2));
    }

    @Test
    public void membersThatEcsDoesNotHaveAreNamedWithAHint() {
        String yaml = "family: a\n"
                + "Memory: 1\n"
                + "containerDefinitions:\n"
                + "- name: app\n"
                + "  enviroment: []\n"
                + "  logConfiguration: {logDriver: awslogs, awslogs-group: /a}\n"
                + "  healthCheck: {command: [a], retrys: 1, secretOptions: []}\n"
                + "  taskRoleArn: arn\n"
                + "  brandNew: {deep: 1}\n";

        List<String> warnings = TaskDefinitionText.unknownFields(yaml.replace("Memory", "memori"), null);

        assertThat(
                warnings,
                contains(
                        allOf(startsWith("Task definition, line 2, column "), containsString("Did you mean 'memory'?")),
                        allOf(containsString("line 5"), containsString("Did you mean 'environment'?")),
                        allOf(containsString("line 6"), containsString("'awslogs-group' here")),
                        allOf(containsString("line 7"), containsString("Did you mean 'retries'?")),
                        allOf(
                                containsString("healthCheck.secretOptions"),
                                containsString("to 'containerDefinitions.logConfiguration.secretOptions'")),
                        allOf(containsString("line 8"), containsString("It belongs to 'taskRoleArn'")),
                        allOf(containsString("line 9"), containsString("This plugin does not know"))));
        assertThat(
                "what ECS itself shows it knows",
                TaskDefinitionText.unknownFields(
                        "containerDefinitions: [{name: a, brandNew: 1}]",
                        raw("{'containerDefinitions':[{'name':'x'},{'name':'y','brandNew':2}]}")),
                is(empty()));
        for (String good : List.of("bridge.json", "fargate.described.json", "fargate.yaml", "firelens.yaml")) {
            TaskDefinitionText.unknownFields(text(good), null)
                    .forEach(warning -> assertThat(good, warning, containsString("utureField")));
        }
    }

    @Test
    public void whatEcsDidNotTakeIsFoundInItsAnswer() {
        ObjectNode sent = raw("{'family':'f','cpu':'1 vCPU','odd':{'a':1},'containerDefinitions':[{'name':'app',"
                + "'image':'a:1','typo':1,'command':[],'healthCheck':{'command':['a'],'retrys':2}}]}");
        ObjectNode answer = raw("{'family':'f','cpu':'1024','revision':3,'containerDefinitions':[{'name':'app',"
                + "'image':'a:1','cpu':0,'environment':[],'healthCheck':{'command':['a'],'interval':30}}]}");

        assertThat(
                TaskDefinitions.notTaken(sent, answer),
                contains("odd", "containerDefinitions[app].typo", "containerDefinitions[app].healthCheck.retrys"));
    }

    @Test
    public void defaultsThatDescribeAddsAreNoChange() {
        ObjectNode described = raw(text("cases/t16-docker-volume-defaults/taskdef.described"));

        assertThat(
                TaskDefinitionCompare.differences(
                        described,
                        TaskDefinitions.toRegisterInput(read("cases/t16-docker-volume-defaults/taskdef.json"))),
                is(empty()));
    }

    @Test
    public void placeholdersLeftInImagesAreNamedWithContainerAndLine() {
        String text = text("cases/t04-shell-variable-left-in-image/taskdef.json");

        assertThat(
                TaskDefinitionText.imageProblems(text, List.of(), null),
                contains(
                        allOf(
                                startsWith("Task definition, line 4, column 30 (containerDefinitions[0].image)"),
                                containsString("of the container 'app' contains the variable '$ECR_REGISTRY'")),
                        allOf(containsString("line 5"), containsString("contains the placeholder '<IMAGE1_NAME>'"))));
        assertThat(
                "what a change replaces may be a placeholder",
                TaskDefinitionText.imageProblems(
                        text,
                        List.of(
                                ContainerChange.of("app").image("a:1").build(),
                                ContainerChange.of("proxy").image("b:1").build()),
                        null),
                is(empty()));
    }

    @Test
    public void whatAnImageCantBeIsNamedAsWhatItLooksLike() {
        String[][] table = {
            {"shop:feature/login", "'/' in its tag 'feature/login'"},
            {"demo/shop:feature/login", "instead: 'feature-login'"},
            {"123456789012.dkr.ecr.eu-central-1.amazonaws.com/demo/shop:feature/login", "branch"},
            {"localhost:5000/shop:a/b", "'/' in its tag 'a/b'"},
            {"${IMAGE}", "contains the variable '${IMAGE}'"},
            {"demo/shop:${BUILD_NUMBER}", "'${BUILD_NUMBER}'"},
            {"demo/shop:$(TAG)", "contains the variable"},
            {"demo/shop:{{tag}}", "the placeholder '{{tag}}'"},
            {"demo/shop:#{tag}", "the placeholder"},
            {"demo/shop:%TAG%", "the placeholder '%TAG%'"},
            {"demo/shop:__TAG__", "the placeholder '__TAG__'"},
            {"@IMAGE@", "the placeholder '@IMAGE@'"},
            {"\u201Cdemo/shop:2.0.1\u201D", "the quote"},
            {"shop/app:null", "'null', which usually comes from an unset variable"},
            {"null/app:1", "contains 'null'"},
        };
        for (String[] row : table) {
            TaskDefinitionException e =
                    assertThrows(row[0], TaskDefinitionException.class, () -> ImageReference.parse(row[0]));
            assertThat(e.getMessage(), containsString(row[1]));
            assertThat(LeftOvers.of(row[0]).orElse(""), containsString(row[1]));
        }
        for (String good : List.of(
                "localhost:5000/shop:1",
                "shop",
                "a/b/c:1.0_x-y",
                "nullable/null-app:nulls",
                "a@sha256:" + "0".repeat(64))) {
            assertThat(good, LeftOvers.of(good).isPresent(), is(false));
        }
    }

    @Test
    public void encodingsAreNamedAsWhatTheyAre() throws IOException {
        assertThat(refused(text("cases/t27-encodings/utf16le-bom.json")).getMessage(), containsString("UTF-16"));
        assertThat(
                refused(text("cases/t27-encodings/latin1.json")).getMessage(), containsString("the file is not UTF-8"));
        for (String file : List.of("no-break-space.json")) {
            assertThat(
                    refused(text("cases/t27-encodings/" + file)).getMessage(),
                    containsString("looks like a space but is not one (U+00A0)"));
        }
        for (String file : List.of("utf8.json", "utf8-bom-crlf.json", "two-boms.json", "bom-crlf.yaml")) {
            assertThat(file, read("cases/t27-encodings/" + file).path("family").asText(), is("shop"));
        }
        assertThat(
                TaskDefinitionText.imageProblems(text("cases/t27-encodings/curly-quotes.yaml"), List.of(), null),
                hasItem(containsString("contains the quote")));
    }

    @Test
    public void aTemplateThatWasNotFilledInIsNamed() {
        TaskDefinitionException e = refused(text("cases/t17-several-documents/template-left.yaml"));

        assertThat(e.line(), is(4));
        assertThat(e.getMessage(), containsString("{{"));
        assertThat(
                refused(text("cases/t17-several-documents/value-left-out.json")).line(), is(3));
        assertThat(
                read("cases/t17-several-documents/leading.yaml").path("family").asText(), is("shop"));
    }

    @Test
    public void allValuesOfAWrongTypeAreNamedAtOnce() {
        String message = refused("cpu: [1]\ncontainerDefinitions:\n- {name: a, memory: much, essential: perhaps}\n")
                .getMessage();

        assertThat(message.lines().toList(), hasSize(3));
        assertThat(
                read("cases/t08-numbers-as-texts/taskdef.json")
                        .at("/ephemeralStorage/sizeInGiB")
                        .isInt(),
                is(true));
    }

    private static TaskDefinitionException refused(String text) {
        return assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(text));
    }
}
