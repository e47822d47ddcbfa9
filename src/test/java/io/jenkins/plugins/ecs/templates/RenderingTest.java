package io.jenkins.plugins.ecs.templates;

import static io.jenkins.plugins.ecs.templates.Drafts.IMAGE;
import static io.jenkins.plugins.ecs.templates.Drafts.parameter;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** What a template and a file make for an environment, and that no value can make anything else of it. */
public class RenderingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ENVIRONMENTS = List.of("staging", "production");

    private static TeamFile file(String text) {
        TeamFile.Reading reading = TeamFile.read(text);
        assertThat(reading.problems(), is(empty()));
        return reading.file();
    }

    private static Rendering render(Template template, String text, String environment) {
        TeamFile file = file(text);
        assertThat(TeamFileChecks.problems(file, template, ENVIRONMENTS), is(empty()));
        return Rendering.of(template, file, environment, IMAGE);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text);
    }

    @Test
    public void valuesHaveTheirTypesAndTheRestIsText() throws Exception {
        Rendering rendering = render(new Drafts().template(), "service: shop-api\ntemplate: web@1.2.0\n", "staging");

        assertThat(json(rendering.taskDefinition()), is(json("""
                {"family": "shop-api", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"],
                 "cpu": "256", "memory": "512", "containerDefinitions": [{"name": "app",
                 "image": "%s", "portMappings": [{"containerPort": 8080}],
                 "environment": [{"name": "PORT", "value": "8080"},
                                 {"name": "GREETING", "value": "Hello shop-api on 8080"}]}]}
                """.formatted(IMAGE))));
        assertThat(json(rendering.serviceDefinition()), is(json("""
                {"desiredCount": 2, "launchType": "FARGATE",
                 "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}}}
                """)));
        assertThat(rendering.container(), is("app"));
    }

    @Test
    public void anEnvironmentHasItsOwnValues() throws Exception {
        String text = """
                service: shop-api
                template: web@1
                parameters: {port: 9090, size: {cpu: 512, memory: 2048}, extra: and more, labels: {a: "1"}}
                variables: {LOG_LEVEL: info, RATE: 3.10, MODE: "on"}
                secrets: {DB_PASSWORD: shop/db}
                command: [serve, "--port", 9090]
                environments:
                  production:
                    parameters: {size: 1024/2048, tasks: 6}
                    variables: {LOG_LEVEL: warn}
                    secrets: {MODE: shop/mode}
                """;
        Template template = new Drafts().template();
        JsonNode staging = json(render(template, text, "staging").taskDefinition());
        JsonNode production = json(render(template, text, "production").taskDefinition());

        assertThat(staging.path("cpu").asText(), is("512"));
        assertThat(production.path("cpu").asText(), is("1024"));
        assertThat(
                json(render(template, text, "production").serviceDefinition())
                        .path("desiredCount")
                        .asInt(),
                is(6));
        assertThat(staging.at("/containerDefinitions/0/environment"), is(json("""
                [{"name": "PORT", "value": "9090"}, {"name": "GREETING", "value": "Hello shop-api on 9090"},
                 {"name": "EXTRA", "value": "and more"}, {"name": "LOG_LEVEL", "value": "info"},
                 {"name": "RATE", "value": "3.10"}, {"name": "MODE", "value": "on"}]
                """)));
        assertThat(
                production.at("/containerDefinitions/0/secrets"),
                is(json("[{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"shop/db\"},"
                        + "{\"name\": \"MODE\", \"valueFrom\": \"shop/mode\"}]")));
        assertThat(staging.at("/containerDefinitions/0/command"), is(json("[\"serve\", \"--port\", \"9090\"]")));
        assertThat(staging.at("/containerDefinitions/0/dockerLabels"), is(json("{\"a\": \"1\"}")));
    }

    @Test
    public void theScalingOfAnEnvironmentChangesOnlyWhatItNames() throws Exception {
        String text = """
                service: shop-api
                template: web@1
                scaling: {min: 1, max: 4, scheduledActions: []}
                environments: {production: {scaling: {max: 9}}}
                """;
        Template template = new Drafts().template();

        assertThat(
                json(render(template, text, "staging").serviceDefinition()).path("scaling"),
                is(json("{\"min\": 1, \"max\": 4, \"scheduledActions\": []}")));
        assertThat(
                json(render(template, text, "production").serviceDefinition()).path("scaling"),
                is(json("{\"min\": 1, \"max\": 9, \"scheduledActions\": []}")));
    }

    @Test
    public void aPatternThatBacktracksWithoutEndRefusesTheValue() {
        Drafts drafts = new Drafts();
        drafts.parameters.add(parameter("slow", "string").pattern("(a+)+(b+)+").with("aab"));
        drafts.taskDefinition = Drafts.TASK.replace("Hello", "{{ slow }}");
        TeamFile file = file("service: a\ntemplate: web@1\nparameters: {slow: " + "a".repeat(900) + "}\n");

        assertThat(
                TeamFileChecks.problems(file, drafts.template(), ENVIRONMENTS).size(), is(1));
    }

    @Test
    public void aValueWithinALookUpCannotChangeIt() {
        Drafts drafts = new Drafts();
        drafts.parameters.add(parameter("stack", "string").with("net"));
        drafts.taskDefinition =
                Drafts.TASK.replace("networkMode", "executionRoleArn: \"${cfn:{{ stack }}.Role}\"\nnetworkMode");
        Template template = drafts.template();
        for (String value : List.of("a}${secret:x", "a.B:-c", "a\"}", "a} ")) {
            TeamFile file = file("service: a\ntemplate: web@1\nparameters: {stack: '" + value + "'}\n");
            assertThrows(value, TaskDefinitionException.class, () -> Rendering.of(template, file, "staging", IMAGE));
        }
    }

    @Test
    public void twoValuesCannotMakeALookUpTogether() {
        Drafts drafts = new Drafts();
        drafts.parameters.add(parameter("a", "string").with("x"));
        drafts.parameters.add(parameter("b", "string").with("x"));
        drafts.taskDefinition = Drafts.TASK.replace("Hello ", "{{ a }}{{ b }}");
        Template template = drafts.template();
        TeamFile file = file("service: a\ntemplate: web@1\nparameters: {a: \"$\", b: \"{env:HOME}\"}\n");

        assertThat(
                assertThrows(TaskDefinitionException.class, () -> Rendering.of(template, file, "staging", IMAGE))
                        .getMessage(),
                is(
                        "Task definition, line 12, column 33 (containerDefinitions[0].environment[1].value): contains a look-up"
                                + " such as ${ssm:…}. Only the template itself may look up values"));
    }

    /** Every key of a tree, as paths; the places of the map parameter are left out, because its keys are values. */
    private static Set<String> keys(JsonNode node, String path, Set<String> keys) {
        if (node.isObject() && !path.endsWith(".dockerLabels")) {
            node.properties().forEach(each -> {
                keys.add(path + "." + each.getKey());
                keys(each.getValue(), path + "." + each.getKey(), keys);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            keys(node.get(i), path + "[" + i + "]", keys);
        }
        return keys;
    }

    private static final List<String> PIECES = List.of(
            "\n",
            ": ",
            "privileged: true",
            "{{ port }}",
            "{{",
            "}}",
            "\"",
            "'",
            "${",
            "${ssm:/a}",
            "$",
            "{env:A}",
            "}",
            "- ",
            "&a ",
            "*a",
            "<<: *a",
            "!!str ",
            "NaN",
            "1e400",
            "0x7f",
            "é",
            "😀",
            "\u0000",
            "\u202e",
            "\t",
            "#",
            "|",
            ">",
            "null",
            "true",
            "~",
            "a",
            "9",
            "-1",
            "[]",
            "{}",
            "[a",
            ",",
            "x".repeat(3000),
            "/",
            "\\",
            "\\u0022",
            "%s");

    /**
     * A value of each type that is made of all that has a meaning anywhere is refused, or changes no key at all: neither in
     * the tree nor after the text was read again.
     */
    @Test
    public void noValueCanAddOrChangeAKey() throws Exception {
        Drafts drafts = new Drafts();
        drafts.parameters.add(parameter("free", "string").with("x"));
        drafts.parameters.add(parameter("words", "list").with("[a]"));
        drafts.parameters.add(parameter("flag", "boolean").with("true"));
        drafts.parameters.add(parameter("key", "secret").with("shop/key"));
        drafts.parameters.add(parameter("proxy", "image").with("shop/proxy:1.0.0"));
        drafts.taskDefinition =
                Drafts.TASK.replace("{{ extra }}", "{{ free }}{{ extra2 }}").replace("{{ extra2 }}", "") + """
                    command: "{{ words }}"
                    readonlyRootFilesystem: "{{ flag }}"
                    secrets: [{name: KEY, valueFrom: "{{ key }}"}]
                  - name: proxy
                    image: "{{ proxy }}"
                    environment: [{name: TEXT, value: "a {{ free }} b"}]
                """;
        drafts.parameters.removeIf(each -> "extra".equals(each.name()));
        Template template = drafts.template();
        Set<String> expected = keys(
                json(render(template, "service: a\ntemplate: web@1\n", "staging")
                        .taskDefinition()),
                "",
                new TreeSet<>());
        Random random = new Random(7);
        int used = 0;
        for (int i = 0; i < 2_500; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String name = template.parameters()
                    .get(random.nextInt(template.parameters().size()))
                    .name();
            String quoted = JSON.writeValueAsString(value.toString());
            String written = random.nextBoolean()
                    ? quoted
                    : random.nextBoolean() ? "[" + quoted + "]" : "{" + quoted + ": " + quoted + "}";
            TeamFile.Reading reading = TeamFile.read("{\"service\": \"a\", \"template\": \"web@1\", \"parameters\": {\""
                    + name + "\": " + written + "}}");
            if (!reading.problems().isEmpty()
                    || !TeamFileChecks.problems(reading.file(), template, ENVIRONMENTS)
                            .isEmpty()) {
                continue;
            }
            try {
                Rendering rendering = Rendering.of(template, reading.file(), "staging", IMAGE);
                Set<String> made = keys(json(rendering.taskDefinition()), "", new TreeSet<>());
                made.removeIf(key -> key.endsWith(".dockerLabels"));
                assertThat(name + " = " + written, made, is(expected));
                assertThat(
                        name + " = " + written,
                        RequestChecks.taskDefinition(rendering.taskDefinition()).isPresent(),
                        is(false));
                used++;
            } catch (TaskDefinitionException refused) {
                // A value that would make a look-up together with its surroundings.
            }
        }
        assertThat("enough values were taken: " + used, used > 120, is(true));
    }

    /** Variables, secrets and commands of a file only ever become entries of their lists. */
    @Test
    public void noVariableCanAddOrChangeAKey() throws Exception {
        Template template = new Drafts().template();
        Random random = new Random(11);
        int used = 0;
        for (int i = 0; i < 1_500; i++) {
            StringBuilder value = new StringBuilder();
            for (int n = random.nextInt(4); n >= 0; n--) {
                value.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String quoted = JSON.writeValueAsString(value.toString());
            TeamFile.Reading reading = TeamFile.read("{\"service\": \"a\", \"template\": \"web@1\", \"variables\": {"
                    + quoted + ": \"1\", \"LEVEL\": " + quoted + "}, \"command\": [" + quoted + "]}");
            if (!reading.problems().isEmpty()
                    || !TeamFileChecks.problems(reading.file(), template, ENVIRONMENTS)
                            .isEmpty()) {
                continue;
            }
            used++;
            JsonNode container = json(Rendering.of(template, reading.file(), "staging", IMAGE)
                            .taskDefinition())
                    .at("/containerDefinitions/0");
            List<String> names = new ArrayList<>();
            container.fieldNames().forEachRemaining(names::add);
            assertThat(quoted, names, is(List.of("name", "image", "portMappings", "environment", "command")));
            assertThat(container.path("command").get(0).textValue(), is(value.toString()));
            for (JsonNode each : container.path("environment")) {
                assertThat(quoted, each.size(), is(2));
            }
        }
        assertThat("enough values were taken: " + used, used > 100, is(true));
    }

    @Test
    public void aShortLivedServiceHasTheTagThatAllowsItsDeletionWhateverTheTemplateSays() throws Exception {
        Drafts drafts = new Drafts();
        drafts.serviceDefinition = Drafts.SERVICE
                + "tags: [{key: team, value: shop}, {key: 'jenkins:ephemeral', value: 'false'},"
                + " {key: 'jenkins:time-limit', value: never}]\n";
        Rendering rendering = render(drafts.template(), "service: shop-api\ntemplate: web@1\n", "staging")
                .shortLived("72 h");

        assertThat(json(rendering.serviceDefinition()).path("tags"), is(json("""
                [{"key": "team", "value": "shop"}, {"key": "jenkins:ephemeral", "value": "true"},
                 {"key": "jenkins:time-limit", "value": "72 h"}]
                """)));
        assertThat(
                json(render(new Drafts().template(), "service: shop-api\ntemplate: web@1\n", "staging")
                                .shortLived("72 h")
                                .serviceDefinition())
                        .path("tags")
                        .size(),
                is(2));
    }

    @Test
    public void thePullRequestHasTheValuesOfItsEnvironmentUnlessItHasOthers() throws Exception {
        TeamFile file = file("""
                service: shop-api
                template: web@1
                variables: {LEVEL: info, MODE: plain, URL: none}
                environments:
                  staging: {parameters: {tasks: 5}, variables: {LEVEL: debug, A: staging}, secrets: {MODE: shop/mode}}
                perPullRequest:
                  environment: staging
                  parameters: {tasks: 1}
                  variables: {LEVEL: trace, MODE: test}
                  secrets: {A: shop/a}
                """);
        assertThat(TeamFileChecks.problems(file, new Drafts().template(), ENVIRONMENTS), is(empty()));
        TeamFile own = file.ofPullRequest("shop-api-pr-7", file.perPullRequest());
        Rendering rendering = Rendering.of(new Drafts().template(), own, "staging", IMAGE);

        JsonNode container = json(rendering.taskDefinition()).at("/containerDefinitions/0");
        assertThat(json(rendering.taskDefinition()).path("family").asText(), is("shop-api-pr-7"));
        assertThat(json(rendering.serviceDefinition()).path("desiredCount").asInt(), is(1));
        Set<String> variables = new TreeSet<>();
        container
                .path("environment")
                .forEach(each -> variables.add(
                        each.path("name").asText() + "=" + each.path("value").asText()));
        assertThat(variables.containsAll(List.of("LEVEL=trace", "MODE=test", "URL=none")), is(true));
        assertThat(container.path("secrets").toString(), is("[{\"name\":\"A\",\"valueFrom\":\"shop/a\"}]"));
        assertThat(
                "the environment itself stays as it was",
                json(Rendering.of(new Drafts().template(), file, "staging", IMAGE)
                                .serviceDefinition())
                        .path("desiredCount")
                        .asInt(),
                is(5));
    }
}
