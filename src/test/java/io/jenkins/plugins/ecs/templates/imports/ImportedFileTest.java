package io.jenkins.plugins.ecs.templates.imports;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.fuzz.Fuzz;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionException;
import io.jenkins.plugins.ecs.templates.ParameterDraft;
import io.jenkins.plugins.ecs.templates.TeamFile;
import io.jenkins.plugins.ecs.templates.TeamFileChecks;
import io.jenkins.plugins.ecs.templates.Template;
import io.jenkins.plugins.ecs.templates.TemplateChecks;
import io.jenkins.plugins.ecs.templates.TemplateDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What manifests of AWS Copilot and compose files become, and what is said of the rest. */
public class ImportedFileTest {

    private static final String COPILOT = """
            name: front
            type: Load Balanced Web Service
            http: {path: '/', healthcheck: {path: /health, interval: 5s}}
            image: {build: Dockerfile, port: 8080}
            cpu: 300
            memory: 512
            count: {range: 2-8, cpu_percentage: 70, spot: 2}
            exec: true
            command: run --greeting "hello world" 'a b'
            variables:
              LOG_LEVEL: info
              DB_PASSWORD: hunter2
              TABLE: ${COPILOT_ENVIRONMENT_NAME}-table
              BUCKET: {from_cfn: x}
            secrets:
              TOKEN: /copilot/shop/secrets/token
              OTHER: {secretsmanager: 'shop/other'}
              THIRD: {from_cfn: y}
            sidecars: {nginx: {port: 80}}
            environments:
              production:
                count: 4
                cpu: 1024
                variables: {LOG_LEVEL: warn}
                command: other
            """;
    private static final String COMPOSE = """
            services:
              api:
                image: shop/api:1.0.0
                command: ["serve", "--port", "8080"]
                environment: ["LOG_LEVEL=info", "SECRET_TOKEN=abc123def", "INHERITED", "URL=${HOST}"]
                ports: ["80:8080", "9090:9090"]
                depends_on: [db]
                deploy: {replicas: 3, resources: {limits: {cpus: '0.5', memory: 1G}}, update_config: {}}
              db:
                image: postgres:16
            volumes: {data: {}}
            """;

    private static Template template() {
        List<ParameterDraft> parameters = List.of(
                parameter("containerPort", "integer", "8081", false),
                parameter("size", "size", "256/512", true),
                parameter("tasks", "integer", "1", true),
                parameter("healthPath", "string", "/", false));
        TemplateChecks.Checked checked = TemplateChecks.check(
                List.of(new TemplateDraft(
                        "web",
                        "1.0.0",
                        "the global settings",
                        null,
                        null,
                        null,
                        parameters,
                        List.of("variables", "secrets", "command", "scaling"),
                        "family: \"{{ service }}\"\ncpu: \"{{ size.cpu }}\"\nmemory: \"{{ size.memory }}\"\n"
                                + "containerDefinitions: [{name: app, image: \"{{ image }}\", portMappings:"
                                + " [{containerPort: \"{{ containerPort }}\"}], environment: [{name: HEALTH, value:"
                                + " \"{{ healthPath }}\"}]}]\n",
                        "desiredCount: \"{{ tasks }}\"\n")),
                Map.of());
        assertThat(checked.problems(), is(empty()));
        return checked.templates().get(0);
    }

    private static ParameterDraft parameter(String name, String type, String value, boolean perEnvironment) {
        return new ParameterDraft(
                name, type, null, null, null, null, null, null, List.of(), value, null, false, perEnvironment);
    }

    /** The file is read again, and its template takes it. */
    private static TeamFile file(ImportedFile imported) {
        TeamFile.Reading reading = TeamFile.read(imported.spec());
        assertThat(imported.spec(), reading.problems(), is(empty()));
        assertThat(
                imported.spec(),
                TeamFileChecks.problems(reading.file(), template(), List.of("staging", "production")),
                is(empty()));
        return reading.file();
    }

    @Test
    public void aManifestOfCopilotBecomesAFileThatItsTemplateTakes() {
        ImportedFile imported = ImportedFile.read(COPILOT, null, template());

        assertThat(imported.service(), is("front"));
        TeamFile file = file(imported);
        assertThat(file.template().toString(), is("web@1.0.0"));
        assertThat(
                file.own().parameters().toString(),
                is("{containerPort=8080, healthPath=\"/health\", size=\"512/1024\"}"));
        assertThat(file.own().variables(), is(Map.of("LOG_LEVEL", "info")));
        assertThat(file.own().secrets(), is(Map.of("TOKEN", "/copilot/shop/secrets/token", "OTHER", "shop/other")));
        assertThat(file.command(), is(List.of("run", "--greeting", "hello world", "a b")));
        assertThat(file.own().scaling().path("min").asInt(), is(2));
        assertThat(
                file.own()
                        .scaling()
                        .at("/policies/0/targetTrackingScalingPolicyConfiguration/targetValue")
                        .asInt(),
                is(70));
        assertThat(file.environments().get("production").parameters().toString(), is("{tasks=4, size=\"1024/2048\"}"));
    }

    @Test
    public void whatIsLeftOutIsNamedWithItsPlaceAndNeverWithASecret() {
        ImportedFile imported = ImportedFile.read(COPILOT, null, template());

        for (String part : List.of(
                "File, line 12, column 16 (variables.DB_PASSWORD): looks like a secret (value not shown)",
                "(variables.TABLE): has a ${…}",
                "(variables.BUCKET): has no plain value",
                "(secrets.THIRD): is not the name of a parameter or secret",
                "(sidecars): 'sidecars' has no field here",
                "(exec): 'exec' has no field here",
                "(count.spot): 'spot' has no field here",
                "(environments.production.command): all environments have the same command here",
                "Fargate does not offer 300/512; 512/1024 is the next size")) {
            assertThat(imported.leftOut(), hasItem(containsString(part)));
            assertThat("a comment", imported.spec(), containsString(part));
        }
        assertThat(imported.spec(), startsWith("# Not taken over:\n# * File, line "));
        assertThat(imported.spec() + imported.leftOut(), not(containsString("hunter2")));
    }

    @Test
    public void aServiceOfAComposeFileBecomesOneToo() {
        ImportedFile imported = ImportedFile.read(COMPOSE, "api", template());

        TeamFile file = file(imported);
        assertThat(file.own().parameters().toString(), is("{containerPort=8080, tasks=3, size=\"512/1024\"}"));
        assertThat(file.own().variables(), is(Map.of("LOG_LEVEL", "info")));
        assertThat(file.command(), is(List.of("serve", "--port", "8080")));
        for (String part : List.of(
                "(services.api.environment[1]): looks like a secret",
                "(services.api.environment[2]): has no plain value",
                "(services.api.environment[3]): has a ${…}",
                "(services.api.ports[1]): only the first port",
                "(services.api.depends_on): 'depends_on' has no field here",
                "(services.api.deploy.update_config): 'update_config' has no field here",
                "(services.db): is another service")) {
            assertThat(imported.leftOut(), hasItem(containsString(part)));
        }
        assertThat(imported.spec(), not(containsString("abc123def")));
    }

    @Test
    public void withoutATemplateTheChoiceIsLeftOpen() {
        ImportedFile imported = ImportedFile.read(COMPOSE, "api", null);

        assertThat(imported.spec(), startsWith("# Choose a template and its version.\n"));
        assertThat(imported.spec(), containsString("port: 8080"));
    }

    @Test
    public void whatIsMeantMustBeClear() {
        assertThat(refused(COMPOSE, null), is("service: the compose file has several. Use one of: api, db"));
        assertThat(refused(COMPOSE, "web"), is("service: the compose file has no 'web'. Use one of: api, db"));
        assertThat(refused("a: b", null), containsString("is neither a manifest of AWS Copilot"));
        assertThat(refused("a: [", null), containsString("File, line "));
        assertThat(refused("", null), containsString("empty"));
    }

    private static String refused(String text, String service) {
        return assertThrows(IllegalArgumentException.class, () -> ImportedFile.read(text, service, null))
                .getMessage();
    }

    @Test
    public void whatHasAnotherFormIsNamedAndNotGuessed() {
        ImportedFile copilot = ImportedFile.read("""
                name: front
                type: Backend Service
                count: {range: 1-10, cpu_percentage: most}
                command: {run: it}
                secrets: [DB]
                variables: LEVEL
                environments: {test: 1}
                """, null, null);
        for (String field : List.of("count.cpu_percentage", "command", "secrets", "variables", "environments.test")) {
            assertThat(
                    String.join("\n", copilot.leftOut()),
                    containsString("(" + field + "): is not in a form that can be read here"));
        }
        ImportedFile compose = ImportedFile.read(
                "services: {api: {command: [run, ~], environment: LEVEL,"
                        + " deploy: {resources: {limits: {memory: 9999999G}}}}}",
                null,
                null);
        assertThat(compose.spec(), not(containsString("null")));
        assertThat(String.join("\n", compose.leftOut()), containsString("(services.api.command): is not in a form"));
        assertThat(
                String.join("\n", compose.leftOut()), containsString("(services.api.environment): is not in a form"));
        assertThat(compose.spec(), not(containsString("size:")));
    }

    @Test
    public void anyTextIsReadOrRefused() {
        new Fuzz(
                        "imported files",
                        List.of(COPILOT, COMPOSE),
                        List.of(
                                "name: ",
                                "type: ",
                                "services:",
                                "count: ",
                                "range: 1-x",
                                "{}",
                                "[]",
                                "~",
                                "&a ",
                                "*a",
                                "- "),
                        Set.of(IllegalArgumentException.class, TaskDefinitionException.class))
                .run(1_000, (text, random) -> {
                    ImportedFile imported = ImportedFile.read(text, "api", null);
                    TeamFile.read(imported.spec());
                });
    }
}
