package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static io.jenkins.plugins.ecs.taskdef.Definitions.read;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class TaskDefinitionTextTest {
    private static final String APP = "containerDefinitions:\n  - name: app\n";
    private static final String YAML_ADVICE = ". Check the indentation, the quotes and the colons there.";
    private static final String JSON_ADVICE =
            ". Check the quotes, commas and brackets there (the text is read as JSON because it begins with '{').";

    /** Text, field, line, column, message after the place. */
    private static final Object[][] REFUSED = {
        {"", null, 0, 0, "The text of the task definition is empty."},
        {" \n", null, 0, 0, "The text of the task definition is empty."},
        {
            "{\"family\": \"a\",}",
            "family",
            1,
            16,
            "This is not valid JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start field"
                    + " name" + JSON_ADVICE
        },
        {
            "{\"family\": \"a\"",
            "family",
            1,
            15,
            "This is not valid JSON: Unexpected end-of-input: expected close marker for Object" + JSON_ADVICE
        },
        {"{\"family\": \"a\"} {}", "", 1, 17, "There is text after the end of the JSON object. Remove it."},
        {
            "{\"family\": \"a\",\n \"family\": \"b\"}",
            "family",
            2,
            2,
            "The key 'family' occurs twice. Remove one of the two."
        },
        {
            APP + "    x: 1\n    x: 2\n",
            "containerDefinitions[0].x",
            4,
            5,
            "The key 'x' occurs twice. Remove one of the two."
        },
        {
            "family: a\n\tb: c\n",
            "family",
            2,
            1,
            "This is not valid YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start"
                    + " any token" + YAML_ADVICE
        },
        {
            "family: a\n---\nfamily: b\n",
            "",
            3,
            1,
            "There is a second YAML document. Use only one document, without a second '---'."
        },
        {
            "[{\"name\": \"app\"}]",
            "",
            1,
            1,
            "The text is a list. A task definition is a map with the field 'containerDefinitions'; if these are the"
                    + " containers, move them to that field and add 'family'."
        },
        {
            "taskdef.json",
            "",
            1,
            1,
            "The text is a single value. A task definition is a map with the fields 'family' and"
                    + " 'containerDefinitions'; if this is the name of a file, pass the content of the file."
        },
        {
            "family: a",
            "",
            1,
            1,
            "The field 'containerDefinitions' is missing. A task definition needs at least one container with a name"
                    + " and an image."
        },
        {
            "containerDefinition: []",
            "",
            1,
            1,
            "The field 'containerDefinitions' is missing. A task definition needs at least one container with a name"
                    + " and an image. Rename 'containerDefinition' to 'containerDefinitions'."
        },
        {
            "containerDefinitions: []",
            "containerDefinitions",
            1,
            23,
            "The field 'containerDefinitions' is empty. A task definition needs at least one container with a name and"
                    + " an image."
        },
        {
            "containerDefinitions: {name: a}",
            "containerDefinitions",
            1,
            23,
            "ECS expects a list of maps here, but this is a map. Use a list."
        },
        {
            "containerDefinitions: [app]",
            "containerDefinitions[0]",
            1,
            24,
            "ECS expects a map here, but this is a single value."
        },
        {
            "containerDefinitions:\n  - Name: app\n",
            "containerDefinitions[0]",
            2,
            5,
            "The container has no 'name'. Use 1 to 255 letters, digits, '-' and '_'. Rename 'Name' to 'name'."
        },
        {
            "containerDefinitions:\n  - name: my app\n",
            "containerDefinitions[0].name",
            2,
            11,
            "'my app' is not a container name. Use 1 to 255 letters, digits, '-' and '_'."
        },
        {
            APP + "  - name: app\n",
            "containerDefinitions[1].name",
            3,
            11,
            "The name 'app' is also the name of containerDefinitions[0]. Use a different name for each container."
        },
        {
            "family: my.app\n" + APP,
            "family",
            1,
            9,
            "'my.app' is not a family name. Use 1 to 255 letters, digits, '-' and '_'."
        },
        {
            "{\"Family\": \"a\"}",
            "Family",
            1,
            12,
            "The field is called 'family' in the ECS API; 'Family' is the spelling of CloudFormation. Begin every field"
                    + " with a lower case letter."
        },
        {
            "Resources: {}",
            "Resources",
            1,
            12,
            "This looks like a CloudFormation template. Give the task definition in the form of the ECS API: fields such"
                    + " as 'family' and 'containerDefinitions' at the top."
        },
        {
            "taskDefinition: shop:1",
            "taskDefinition",
            1,
            17,
            "This must be a complete task definition, as returned by DescribeTaskDefinition. To use a"
                    + " registered one, set its ARN or family:revision instead of a text."
        },
        {
            APP + "    cpu: lots\n",
            "containerDefinitions[0].cpu",
            3,
            10,
            "ECS expects a whole number here, but this is 'lots'."
        },
        {
            APP + "    cpu: 0.5\n",
            "containerDefinitions[0].cpu",
            3,
            10,
            "ECS expects a whole number here, but this is '0.5'."
        },
        {
            APP + "    cpu: 99999999999\n",
            "containerDefinitions[0].cpu",
            3,
            10,
            "ECS expects a whole number here, but this is '99999999999'."
        },
        {
            APP + "    essential: yes\n",
            "containerDefinitions[0].essential",
            3,
            16,
            "ECS expects true or false here, but this is 'yes'."
        },
        {
            APP + "    command: npm start\n",
            "containerDefinitions[0].command",
            3,
            14,
            "ECS expects a list of texts here, but this is a single value. Use a list of words: [\"first\", \"second\"]."
        },
        {
            APP + "    environment: {A: b}\n",
            "containerDefinitions[0].environment",
            3,
            18,
            "ECS expects a list of maps here, but this is a map. Use a list such as [{\"name\": \"A\", \"value\": \"b\"}]."
        },
        {
            APP + "    secrets: {A: b}\n",
            "containerDefinitions[0].secrets",
            3,
            14,
            "ECS expects a list of maps here, but this is a map. Use a list such as [{\"name\": \"A\", \"valueFrom\":"
                    + " \"arn:...\"}]."
        },
        {
            APP + "    environment:\n      - name: A\n        value:\n",
            "containerDefinitions[0].environment[0].value",
            5,
            15,
            "This is empty (null). Write \"\" for an empty text, or remove the entry."
        },
        {
            APP + "    environment:\n      - name: A\n        value: [b]\n",
            "containerDefinitions[0].environment[0].value",
            5,
            16,
            "ECS expects a text here, but this is a list."
        },
        {
            "family: !Ref Family\n",
            "family",
            1,
            9,
            "YAML tags such as CloudFormation's !Ref and !Sub are not resolved here. Write the plain value, and a text that"
                    + " begins with '!' in quotes."
        },
        {
            "family: !!java.net.URL [\"http://x\"]\n",
            "family",
            1,
            9,
            "YAML tags such as CloudFormation's !Ref and !Sub are not resolved here. Write the plain value, and a text that"
                    + " begins with '!' in quotes."
        },
        {"a: *b\n", "a", 1, 4, "This alias has no anchor before it. Write a text that begins with '*' in quotes."},
        {
            "a: &b\n  c: *b\n",
            "a.c",
            2,
            6,
            "This alias has no anchor before it. Write a text that begins with '*' in quotes."
        },
        {
            "a: &b {<<: *b}\n",
            "a.<<",
            1,
            12,
            "This alias has no anchor before it. Write a text that begins with '*' in quotes."
        },
        {"a: {<<: [[{b: 1}], 2]}\n", "a.<<", 1, 21, "'<<' needs an alias of a map, or a list of them."},
        {"a: {<<: 1}\n", "a.<<", 1, 9, "'<<' needs an alias of a map, or a list of them."},
    };

    @Test
    public void everyMistakeHasItsPlaceAndItsMessage() {
        List<String> wrong = new ArrayList<>();
        for (Object[] row : REFUSED) {
            TaskDefinitionException e = assertThrows(
                    (String) row[0], TaskDefinitionException.class, () -> TaskDefinitionText.parse((String) row[0]));
            Object[] actual = {row[0], e.field(), e.line(), e.column(), e.getMessage()};
            String place = place((String) row[1], (int) row[2], (int) row[3]);
            Object[] expected = {row[0], row[1], row[2], row[3], place + row[4]};
            if (!List.of(expected.length, text(expected)).equals(List.of(actual.length, text(actual)))) {
                wrong.add("\nexpected " + text(expected) + "\nbut was  " + text(actual));
            }
        }
        assertThat(wrong, equalTo(List.of()));
    }

    private static String place(String field, int line, int column) {
        return line == 0
                ? ""
                : "Task definition, line " + line + ", column " + column + (field.isEmpty() ? "" : " (" + field + ")")
                        + ": ";
    }

    private static String text(Object... row) {
        return Arrays.toString(row);
    }

    @Test
    public void aMalformedTextNamesTheFieldButNeverShowsAValue() {
        for (String value : List.of("hunter2", "a: hunter2", "\"hunter2")) {
            String yaml = APP + "    environment:\n      - name: A\n        value: x: " + value + "\n";
            String json =
                    "{\"containerDefinitions\": [{\"name\": \"app\", \"environment\": [{\"value\": " + value + "}]}]}";
            for (String text : List.of(yaml, json)) {
                TaskDefinitionException e =
                        assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(text));
                assertThat(e.field(), equalTo("containerDefinitions[0].environment[0].value"));
                assertThat(e.getMessage(), not(containsString("hunter2")));
            }
        }
    }

    /** A password may begin with '!' or '*', and is then a tag or an alias. */
    @Test
    public void tagsAndAliasesAreNotShown() {
        for (String value : List.of("!hunter2", "*hunter2")) {
            TaskDefinitionException e = assertThrows(
                    TaskDefinitionException.class,
                    () -> TaskDefinitionText.parse(
                            APP + "    environment:\n      - name: A\n        value: " + value + "\n"));

            assertThat(e.field(), equalTo("containerDefinitions[0].environment[0].value"));
            assertThat(e.getMessage(), not(containsString("hunter2")));
        }
    }

    @Test
    public void hugeDeepAndExplodingTextsAreRefused() {
        assertRefused("x".repeat(1024 * 1024 + 1), "The text of the task definition has 1048577 characters");
        assertRefused(
                "{\"a\":" + "[".repeat(5000),
                "Task definition, line 1, column 66: The text exceeds the limits of a task definition");
        assertRefused(
                "a: " + "[".repeat(5000),
                "Task definition, line 1, column 64: The text exceeds the limits of a task definition");
        String ten = "&n [" + "*p,".repeat(9) + "*p]\n";
        StringBuilder bomb = new StringBuilder("a0: &a0 [1,2,3,4,5,6,7,8,9]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": ")
                    .append(ten.replace("&n", "&a" + i).replace("*p", "*a" + (i - 1)));
        }
        assertRefused(bomb.toString(), "Task definition, line 5, column");
    }

    private static void assertRefused(String text, String message) {
        TaskDefinitionException e = assertThrows(TaskDefinitionException.class, () -> TaskDefinitionText.parse(text));
        assertThat(e.getMessage(), startsWith(message));
    }

    @Test
    public void textsThatLookLikeNumbersStayAsWritten() {
        String[][] table = {
            {"3.10", "3.10"},
            {"0755", "0755"},
            {"1_000", "1_000"},
            {"0x1F", "0x1F"},
            {"1e3", "1e3"},
            {"12:30:45", "12:30:45"},
            {".inf", ".inf"},
            {"2026-01-02", "2026-01-02"},
            {"yes", "yes"},
            {"on", "on"},
            {"true", "true"},
            {"False", "false"},
            {"123456789012345678901234567890", "123456789012345678901234567890"},
            {"\"7\"", "7"},
            {"!!str 7", "7"},
            {"''", ""},
        };
        for (String[] row : table) {
            ObjectNode read = TaskDefinitionText.parse(
                    APP + "    environment:\n      - name: A\n        value: " + row[0] + "\n");
            JsonNode value = read.at("/containerDefinitions/0/environment/0/value");
            assertThat(row[0], value.textValue(), equalTo(row[1]));
        }
    }

    @Test
    public void knownFieldsGetTheTypeOfTheApi() {
        ObjectNode read =
                TaskDefinitionText.parse("{\"cpu\": 256, \"memory\": 1.50, \"enableFaultInjection\": \"true\","
                        + "\"ephemeralStorage\": {\"sizeInGiB\": \"30\"}, \"tags\": [{\"key\": 1, \"value\": true}],"
                        + "\"containerDefinitions\": [{\"name\": \"app\", \"cpu\": \"10\", \"memory\": 64.0, \"command\": [\"a\", 1],"
                        + "\"portMappings\": [{\"containerPort\": \"80\"}], \"dockerLabels\": {\"v\": 1.20},"
                        + "\"logConfiguration\": {\"options\": {\"max-file\": 3}}, \"stopTimeout\": \" 30 \"}]}");

        assertThat(
                read.toString(),
                equalTo(
                        raw("{'cpu':'256','memory':'1.50','enableFaultInjection':true,'ephemeralStorage':{'sizeInGiB':30},"
                                        + "'tags':[{'key':'1','value':'true'}],'containerDefinitions':[{'name':'app','cpu':10,"
                                        + "'memory':64,'command':['a','1'],'portMappings':[{'containerPort':80}],"
                                        + "'dockerLabels':{'v':'1.20'},'logConfiguration':{'options':{'max-file':'3'}},"
                                        + "'stopTimeout':30}]}")
                                .toString()));
    }

    @Test
    public void unknownFieldsPassAsTheyAreAndInTheirOrder() {
        String json =
                "{\"zeta\":1,\"containerDefinitions\":[{\"new\":{\"b\":[1,2.50,\"3\",true],\"a\":{}},\"name\":\"app\"}],"
                        + "\"alpha\":\"x\"}";

        assertThat(TaskDefinitionText.parse(json).toString(), equalTo(json));
    }

    @Test
    public void anchorsAliasesAndMergesOfYamlAreResolved() {
        ObjectNode read = TaskDefinitionText.parse("x-env: &env\n  - {name: VERSION, value: 3.10}\n"
                + "x-base: &base {image: 'a:1', cpu: 5}\n"
                + "containerDefinitions:\n  - <<: *base\n    name: one\n    cpu: 7\n    environment: *env\n"
                + "  - {<<: [*base], name: two, environment: *env}\n");

        assertThat(
                read.get("containerDefinitions"),
                equalTo(
                        raw("{'c':[{'name':'one','cpu':7,'environment':[{'name':'VERSION','value':'3.10'}],'image':'a:1'},"
                                        + "{'name':'two','environment':[{'name':'VERSION','value':'3.10'}],'image':'a:1','cpu':5}]}")
                                .get("c")));
    }

    @Test
    public void theAnswerOfDescribeIsTakenWithItsTags() {
        ObjectNode read = read("fargate.described.json");

        assertThat(read.path("family").asText(), equalTo("shop-api"));
        assertThat(read.path("tags").path(0).path("value").asText(), equalTo("shop"));
        assertThat(read.has("taskDefinition"), equalTo(false));
    }

    @Test
    public void aMistakeInsideTheWrapperStillHasItsLine() {
        TaskDefinitionException e = assertThrows(
                TaskDefinitionException.class,
                () -> TaskDefinitionText.parse(
                        "{\"taskDefinition\": {\n\"containerDefinitions\": [{\"name\": \"app\",\n\"cpu\": \"x\"}]}}"));

        assertThat(e.getMessage(), startsWith("Task definition, line 3, column 8 (containerDefinitions[0].cpu): "));
    }

    @Test
    public void aByteOrderMarkDoesNotHurt() {
        assertThat(
                TaskDefinitionText.parse("\uFEFF{\"containerDefinitions\":[{\"name\":\"app\"}]}")
                        .toString(),
                equalTo("{\"containerDefinitions\":[{\"name\":\"app\"}]}"));
    }

    @Test
    public void realDefinitionsOfEveryKindAreRead() {
        assertThat(TaskDefinitions.containerNames(read("bridge.json")), equalTo(List.of("web", "envoy")));
        assertThat(TaskDefinitions.containerNames(read("firelens.yaml")), equalTo(List.of("log_router", "app")));
        assertThat(
                read("firelens.yaml")
                        .at("/containerDefinitions/1/logConfiguration/options/retry_limit")
                        .textValue(),
                equalTo("2"));
    }
}
