package io.jenkins.plugins.ecs.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What the file of a team is refused for: line, column, field, and who may change it. */
public class TeamFileTest {

    private static final String HEAD = "service: shop-api\ntemplate: web@1\n";
    private static final List<String> ENVIRONMENTS = List.of("staging", "production");

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static List<String> problems(String text) {
        TeamFile.Reading reading = TeamFile.read(text);
        List<String> problems = new ArrayList<>(reading.problems());
        if (reading.file() != null) {
            problems.addAll(TeamFileChecks.problems(reading.file(), new Drafts().template(), ENVIRONMENTS));
        }
        return problems;
    }

    private void refused(String text, String part) {
        String all = String.join("\n", problems(text));
        errors.checkThat(text, all, containsString(part));
    }

    @Test
    public void fixedFieldsAreRefusedWithTheOwnerOfTheTemplate() {
        for (String field : List.of(
                "privileged: true", "taskRoleArn: x", "user: root", "containers: [{name: sidecar}]", "cpu: 256")) {
            String name = field.substring(0, field.indexOf(':'));
            refused(
                    HEAD + field,
                    "ecs.yaml, line 3, column " + (name.length() + 3) + " (" + name + "): '" + name
                            + "' cannot be set here. The template web@1.2.0 leaves open: command, scaling, secrets,"
                            + " variables. All else is fixed by the template; to change it, ask the platform team.");
        }
        refused(HEAD + "variabels: {A: b}", "Did you mean 'variables'?");
        refused(
                HEAD + "variables: {PORT: '1'}",
                "(variables.PORT): 'PORT' is fixed by the template web@1.2.0. Remove it");
        refused(HEAD + "secrets: {PORT: shop/x}", "'PORT' is fixed by the template");
        refused(HEAD + "before: [rake]", "(before): The template web@1.2.0 does not leave 'before' open");
        refused(
                HEAD + "environments: {staging: {command: [x]}}",
                "(environments.staging.command): 'command' cannot be set");
    }

    @Test
    public void formAndTypesAreChecked() {
        refused("template: web@1", "The name of the service is missing");
        refused("service: a", "The template is missing. Name it with its version");
        for (String reference : List.of("web", "web@", "@1", "web@latest", "web@1.2", "web@1.2.3.4", "w b@1")) {
            refused("service: a\ntemplate: '" + reference + "'", "is not a template. Name it with its version");
        }
        refused(HEAD + "parameters: [a]", "(parameters): This is a list. Use a map.");
        refused(HEAD + "variables: {A: [1]}", "(variables.A): This is a list. Use a text.");
        refused(HEAD + "variables: {A: }", "(variables.A): This is empty. Use a text.");
        refused(HEAD + "command: run", "(command): This is a single value. Use a list of words");
        refused(HEAD + "environments: {staging: 1}", "(environments.staging): This is a single value. Use a map.");
        refused(HEAD + "verify: {http: {}}", "(verify): Write a list of checks");
        refused(HEAD + "verify: [{http: 1}]", "(verify[0]): Write a list of checks");
        refused("[a]", "The file is not a map of fields");
    }

    @Test
    public void parametersAreCheckedAgainstTheTemplate() {
        refused(HEAD + "parameters: {Port: 8080, task: 3}", "has no parameter 'task'. Did you mean 'tasks'?");
        refused(HEAD + "parameters: {zzz: 1}", "It has: port, size, tasks, extra, labels, subnets.");
        for (String value : List.of("80", "NaN", "1e400", "8080.5", "true", "~", "[8080]", "99999999999")) {
            refused(HEAD + "parameters: {port: " + value + "}", "line 3, column 20 (parameters.port): ");
        }
        refused(HEAD + "parameters: {size: 256/4096}", "Fargate does not offer 4096 MiB with 256 CPU units");
        refused(HEAD + "parameters: {extra: \"a\\nb\"}", "contains a line break");
        refused(HEAD + "parameters: {extra: '{{ port }}'}", "does not match [a-z ]*");
        refused(HEAD + "environments: {staging: {parameters: {port: 8081}}}", "has one value for all environments");
        refused(
                HEAD + "environments: {prod: {}}",
                "There is no environment 'prod' in the path. It has: staging, production.");
    }

    @Test
    public void aRequiredParameterIsNeededInEachEnvironment() {
        Drafts drafts = new Drafts();
        drafts.parameters.add(
                Drafts.parameter("host", "string").perEnvironment().with(null));
        drafts.taskDefinition = Drafts.TASK.replace("Hello", "{{ host }}");
        Template template = drafts.template();

        assertThat(
                TeamFileChecks.problems(TeamFile.read(HEAD).file(), template, ENVIRONMENTS),
                is(List.of("ecs.yaml, line 1, column 1 (parameters): The parameter 'host' is missing: what host is")));
        String one = HEAD + "environments: {staging: {parameters: {host: a}}}";
        assertThat(
                TeamFileChecks.problems(TeamFile.read(one).file(), template, ENVIRONMENTS)
                        .get(0),
                containsString("The parameter 'host' is missing for production: "));
        String both = one.replace("}}}", "}}, production: {parameters: {host: b}}}");
        assertThat(TeamFileChecks.problems(TeamFile.read(both).file(), template, ENVIRONMENTS), is(empty()));
    }

    @Test
    public void secretsGivenAsValuesAreRefusedAndNeverShown() {
        for (String variable : List.of(
                "DB_PASSWORD: hunter2-hunter2",
                "API_KEY: abcdefgh123",
                "DATABASE_URL: 'postgres://user:hunter2@db/x'",
                "KEY_ID: AKIAIOSFODNN7EXAMPLE",
                "AUTH: 'Bearer hunter2'")) {
            String text = HEAD + "variables: {" + variable + "}";
            refused(text, "looks like a secret (value not shown). Store it in Secrets Manager or Parameter Store");
            assertThat(String.join("\n", problems(text)), not(containsString("hunter2")));
        }
        refused(HEAD + "secrets: {DB_PASSWORD: 'hunter2 !'}", "is not the name or ARN of a secret (value not shown)");
        assertThat(
                String.join("\n", problems(HEAD + "secrets: {DB_PASSWORD: 'hunter2 !'}")),
                not(containsString("hunter2")));
        assertThat(
                problems(HEAD
                        + "variables: {TOKEN_TTL: 300s, AUTH_MODE: oauth2, SECRET_NAME: shop/db, PASSWORD_LENGTH: 12,"
                        + " AUTH_URL: 'https://login.example.org/'}"),
                is(empty()));
        refused(HEAD + "command: [x, 'postgres://user:hunter2@db/x']", "looks like a secret (value not shown)");
    }

    @Test
    public void onlyTheTemplateLooksUp() {
        refused(HEAD + "variables: {A: '${ssm:/prod/key}'}", "(variables.A): contains a look-up");
        refused(HEAD + "variables: {A: '$${ssm:/prod/key}'}", "(variables.A): contains a look-up");
        refused(HEAD + "command: ['${env:HOME}']", "(command): contains a look-up");
        assertThat("for a shell", problems(HEAD + "command: [sh, -c, 'exec run ${HOME}']"), is(empty()));
    }

    @Test
    public void aNastyTextGivesOneMessageWithItsPlace() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
        for (String text : List.of(
                bomb,
                HEAD + "service: other",
                HEAD + "variables:\n\tA: b",
                HEAD + "variables: {A: b",
                "service: !!javax.script.ScriptEngineManager [x]",
                HEAD + "---\n" + HEAD)) {
            List<String> problems = problems(text);
            assertThat(text, problems, hasSize(1));
            assertThat(text, problems.get(0), containsString("ecs.yaml, line "));
        }
        assertThat(problems(""), hasSize(1));
        assertThat(problems(null), hasSize(1));
        assertThat(problems("x".repeat(2_000_000)), hasSize(1));
    }

    @Test
    public void allProblemsAreReportedAtOnce() {
        assertThat(
                problems(HEAD + "user: root\nparameters: {port: 1}\nvariables: {PORT: '1'}\nbefore: [a]\n"),
                hasSize(4));
    }

    @Test
    public void checksAreNamesOrNamesWithParameters() {
        TeamFile file = TeamFile.read(HEAD + "verify:\n- alarms\n- http: {path: /ready}\n")
                .file();

        assertThat(
                file.verify().stream()
                        .map(each -> each.kind() + each.arguments())
                        .toList(),
                is(List.of("alarms{}", "http{\"path\":\"/ready\"}")));
    }

    @Test
    public void noNameIsALookUp() {
        String lookUp = "contains a look-up such as ${ssm:…}";
        refused(HEAD + "variables: {'${ssm:/prod/db}': x}", lookUp);
        refused(HEAD + "secrets: {'a ${env:HOME}': shop/x}", "is not the name of a variable");
        refused(HEAD + "secrets: {'${env:HOME}': shop/x}", lookUp);
        refused(HEAD + "environments: {staging: {variables: {'$${ssm:/prod/db}': x}}}", lookUp);
        refused("service: '${ssm:/prod/db}'\ntemplate: web@1\n", "(service): " + lookUp);
    }

    @Test
    public void noPartOfTheScalingIsALookUp() {
        String policy = "policies: [{policyName: '${ssm:/prod/db}', policyType: TargetTrackingScaling,"
                + " targetTrackingScalingPolicyConfiguration: {targetValue: 50, predefinedMetricSpecification:"
                + " {predefinedMetricType: ECSServiceAverageCPUUtilization}}}]";
        refused(HEAD + "scaling: {min: 1, max: 2, " + policy + "}", "(scaling): contains a look-up");
        refused(
                HEAD + "scaling: {min: 1, max: 2}\nenvironments: {staging: {scaling: {" + policy + "}}}",
                "(environments.staging.scaling): contains a look-up");
    }

    @Test
    public void thePartAboutPullRequestsIsChecked() {
        refused(HEAD + "perPullRequest: staging", "(perPullRequest): This is a single value. Use a map.");
        refused(HEAD + "perPullRequest: {}", "(perPullRequest): The environment is missing. Name the one of the path");
        refused(
                HEAD + "perPullRequest: {environment: [a]}",
                "(perPullRequest.environment): This is a list. Use a text");
        refused(
                HEAD + "perPullRequest: {environment: staging, timeLimt: 3d}",
                "line 3, column 50 (perPullRequest.timeLimt): 'timeLimt' cannot be set here");
        refused(
                HEAD + "perPullRequest: {environment: dev}",
                "(perPullRequest.environment): There is no environment 'dev' in the path. It has: staging, production.");
        refused(
                HEAD + "perPullRequest: {environment: staging, parameters: {port: 8081}}",
                "(perPullRequest.parameters.port): 'port' has one value for all environments");
        refused(
                HEAD + "perPullRequest: {environment: staging, parameters: {tasks: many}}",
                "(perPullRequest.parameters.tasks)");
        refused(
                HEAD + "perPullRequest: {environment: staging, variables: {DB_PASSWORD: hunter2-hunter2}}",
                "(perPullRequest.variables.DB_PASSWORD): 'DB_PASSWORD' looks like a secret");
        refused(
                HEAD + "perPullRequest: {environment: staging, scaling: {maxCapacity: 3}}",
                "(perPullRequest.scaling): 'scaling' cannot be set here");
        for (String limit : List.of("soon", "59m", "30d1s", "-1d", "0", "9999d", "''", "1e9")) {
            refused(
                    HEAD + "perPullRequest: {environment: staging, timeLimit: " + limit + "}",
                    "is no time limit. Use a length of time from 1h to 30d, such as 3d.");
        }
    }

    @Test
    public void theServiceOfAPullRequestStaysForThreeDaysUnlessTheFileSaysOtherwise() {
        assertThat(TeamFile.read(HEAD).file().perPullRequest(), is(nullValue()));
        String[][] table = {{"", "PT72H"}, {", timeLimit: 1h", "PT1H"}, {", timeLimit: 30d", "PT720H"}};
        for (String[] row : table) {
            String text = HEAD + "perPullRequest: {environment: staging" + row[0] + "}";
            assertThat(problems(text), is(empty()));
            PerPullRequest terms = TeamFile.read(text).file().perPullRequest();
            assertThat(terms.environment(), is("staging"));
            assertThat(Duration.ofMillis(terms.timeLimitMillis()).toString(), is(row[1]));
        }
    }
}
