package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecs.lookups.BuildValues;
import io.jenkins.plugins.ecs.lookups.Lookup;
import io.jenkins.plugins.ecs.lookups.LookupSource;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Look-ups of a deployment: refused before anything is registered, read once, and registered as they were planned. */
public class LookupDeploymentTest extends RolloutTestCase {

    private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-AbCdEf";
    private static final String TEXT = """
            family: api
            requiresCompatibilities: [FARGATE]
            networkMode: awsvpc
            cpu: 1024
            memory: 2048
            containerDefinitions:
            - name: app
              image: shop/api:${env:TAG}
              cpu: ${ssm:/prod/cpu:-128}
              memory: 256
              environment:
              - {name: STAGE, value: "${param:STAGE}"}
              - {name: VPC, value: "${cfn:net.Vpc}"}
              - {name: OUT, value: "${tfstate:output.account}"}
              secrets:
              - {name: DB, valueFrom: "${secret:prod/db:password}"}
            """;
    private static final String STATE = "{\"version\": 4, \"outputs\": {\"account\": {\"value\": \"987654321098\","
            + " \"sensitive\": true}}, \"resources\": []}";

    /** Of a build. */
    private record Build(Map<String, String> variables, List<String> secrets) implements BuildValues {

        @Override
        public Optional<String> variable(String name) {
            return Optional.ofNullable(variables.get(name));
        }

        @Override
        public Optional<String> parameter(String name) {
            return variable(name);
        }

        @Override
        public boolean isSecret(String value) {
            return secrets.contains(value);
        }
    }

    private static final Build BUILD = new Build(Map.of("TAG", "1.0.1", "STAGE", "prod"), List.of("hunter22"));

    @Test
    public void allThatIsMissingIsInOneMessageAndNothingIsRegistered() {
        EcsSandbox ecs = newSandbox(true);
        ecs.deny("cloudformation:DescribeStacks");
        SandboxRollout rollout = rollout(ecs, request(TEXT)).ofBuild(new Build(Map.of(), List.of()));

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        for (String problem : new String[] {
            "Task definition, line 8, column 10 (containerDefinitions[0].image): ${env:TAG}: the environment of the build"
                    + " has no variable 'TAG'",
            "line 12, column 26 (containerDefinitions[0].environment[0].value): ${param:STAGE}: the build has no parameter",
            "${cfn:net.Vpc}: access denied: these credentials are not authorized to perform cloudformation:DescribeStacks",
            "${tfstate:output.account}: the step has no state of Terraform.",
            "${secret:prod/db:password}: there is no secret 'prod/db' in eu-central-1."
        }) {
            assertThat(outcome.cause(), containsString(problem));
            assertThat(rollout.lines(), hasItem(containsString(problem)));
        }
        assertThat(outcome.cause(), not(containsString("/prod/cpu")));
        assertThat(ecs.calls("RegisterTaskDefinition").size(), is(0));
    }

    @Test
    public void aLongSecretThatIsNoNumberIsNotShownInPart() {
        String secret = "k9".repeat(60);
        SandboxRollout rollout = rollout(request()
                        .with(Setting.PATCH, "containerDefinitions: [{name: app, cpu: '${tfstate:output.account}'}]")
                        .tfstate(STATE.replace("987654321098", secret)))
                .ofBuild(BUILD);

        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("expects a whole number here"));
        assertThat(outcome.cause(), not(containsString(secret.substring(0, 40))));
        assertThat(rollout.lines().toString(), not(containsString(secret.substring(0, 40))));
    }

    @Test
    public void whatWasLookedUpIsRegistered() {
        EcsSandbox ecs = prepared();
        ecs.parameter("/prod/cpu", "String", "512");

        SandboxRollout rollout = rollout(ecs, request(TEXT).tfstate(STATE)).ofBuild(BUILD);
        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode app = registered(ecs);
        assertThat(app.path("image").asText(), is("shop/api:1.0.1"));
        assertThat(app.path("cpu").isInt(), is(true));
        assertThat(app.path("cpu").asInt(), is(512));
        assertThat(app.path("environment").toString(), containsString("{\"name\":\"STAGE\",\"value\":\"prod\"}"));
        assertThat(app.path("environment").toString(), containsString("{\"name\":\"OUT\",\"value\":\"987654321098\"}"));
        assertThat(app.path("secrets").path(0).path("valueFrom").asText(), is(SECRET + ":password::"));
        assertThat(ecs.calls("GetParameters").size(), is(1));
        assertThat(rollout.lines(), hasItem("- ssm:/prod/cpu: 512 (version 1)"));
        assertThat(rollout.lines(), hasItem("- tfstate:output.account: ***"));
        assertThat(String.join("\n", rollout.lines()), not(containsString("987654321098")));
        assertThat("nothing else of the state is kept", rollout.saved(), not(containsString("lineage")));
    }

    @Test
    public void aPlanLooksUpAsWellAndShowsNoSecret() {
        EcsSandbox ecs = prepared();

        SandboxRollout rollout = rollout(
                        ecs,
                        request(TEXT.replace(
                                        "shop/api:", "${tfstate:output.account}.dkr.ecr.eu-central-1.amazonaws.com/a:"))
                                .tfstate(STATE)
                                .dryRun(true))
                .ofBuild(BUILD);
        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.PLANNED));
        String plan = outcome.plan().definitionChanges().toString();
        assertThat(plan, containsString("***.dkr.ecr.eu-central-1.amazonaws.com/a:1.0.1"));
        assertThat(plan + outcome.images() + rollout.lines(), not(containsString("987654321098")));
        assertThat(outcome.images().get("app"), is("***.dkr.ecr.eu-central-1.amazonaws.com/a:1.0.1"));
    }

    @Test
    public void aSecretThatDoesNotFitIsNotShown() {
        SandboxRollout rollout = rollout(
                        prepared(),
                        request(TEXT)
                                .tfstate(STATE)
                                .with(Setting.SERVICE_DEFINITION, "desiredCount: ${tfstate:output.account}"))
                .ofBuild(BUILD);
        Outcome outcome = rollout.run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("desiredCount"));
        assertThat(outcome.cause() + rollout.lines(), not(containsString("987654321098")));
    }

    @Test
    public void aSecretOfTheBuildIsRefused() {
        EcsSandbox ecs = prepared();
        ecs.parameter("/prod/cpu", "String", "hunter22");
        Build build = new Build(Map.of("TAG", "1", "STAGE", "hunter22"), List.of("hunter22"));

        Outcome outcome =
                rollout(ecs, request(TEXT).tfstate(STATE)).ofBuild(build).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                containsString("${param:STAGE}: it is a secret of this build (value not shown). In a task definition"));
        assertThat(outcome.cause(), containsString("${ssm:/prod/cpu}: it is a secret of this build"));
        assertThat(outcome.cause(), not(containsString("hunter22")));
    }

    @Test
    public void anEncryptedParameterIsOnlyForSecrets() {
        EcsSandbox ecs = prepared();
        ecs.parameter("/prod/stage", "SecureString", "hunter22");
        ecs.parameter("/prod/db", "SecureString", "hunter22");
        String text = TEXT.replace("${param:STAGE}", "${ssm:/prod/stage}")
                .replace("${secret:prod/db:password}", "${ssm:/prod/db}");

        Outcome refused =
                rollout(ecs, request(text).tfstate(STATE)).ofBuild(BUILD).run();
        assertThat(refused.cause(), containsString("${ssm:/prod/stage}: it is a SecureString."));

        Outcome good = rollout(
                        ecs, request(text.replace("${ssm:/prod/stage}", "x")).tfstate(STATE))
                .ofBuild(BUILD)
                .run();
        assertThat(good.cause(), good.verdict(), is(Verdict.SUCCESS));
        assertThat(
                registered(ecs).path("secrets").path(0).path("valueFrom").asText(),
                is("arn:aws:ssm:eu-central-1:123456789012:parameter/prod/db"));
    }

    @Test
    public void valuesStayTextAndImagesAreChecked() {
        EcsSandbox ecs = prepared();
        String odd = "a\"b\n${env:TAG} {{ x }} ${ssm:/none}";
        Outcome good = rollout(ecs, request(TEXT).tfstate(STATE))
                .ofBuild(new Build(Map.of("TAG", "1.0.1", "STAGE", odd), List.of()))
                .run();
        assertThat(good.cause(), good.verdict(), is(Verdict.SUCCESS));
        assertThat(registered(ecs).path("environment").path(0).path("value").asText(), is(odd));

        for (String tag : new String[] {"1\n2", "${env:TAG}", "<TAG>"}) {
            Outcome refused = rollout(ecs, request(TEXT).tfstate(STATE))
                    .ofBuild(new Build(Map.of("TAG", tag, "STAGE", "x"), List.of()))
                    .run();
            assertThat(tag, refused.verdict(), is(Verdict.REFUSED));
            assertThat(refused.cause(), containsString("of the container 'app'"));
        }
    }

    @Test
    public void whatWasPlannedIsRegisteredEvenAfterARestart() {
        for (boolean before : new boolean[] {false, true}) {
            for (int kill = 1; kill <= 4; kill++) {
                EcsSandbox ecs = prepared();
                ecs.parameter("/prod/cpu", "String", "512");
                SandboxRollout rollout = rollout(ecs, request(TEXT).tfstate(STATE))
                        .ofBuild(BUILD)
                        .killAtSave(kill, before)
                        .beforeEachRound(() -> {
                            if (!ecs.calls("GetParameters").isEmpty()) {
                                ecs.parameter("/prod/cpu", "String", "1024");
                            }
                        });

                Outcome outcome = rollout.run();

                String story = kill + " " + before + "\n" + String.join("\n", rollout.lines());
                assertThat(story, outcome.verdict(), is(Verdict.SUCCESS));
                assertThat(story, ecs.calls("RegisterTaskDefinition").size(), is(1));
                String planned = rollout.state()
                        .lookups
                        .get(new Lookup(LookupSource.SSM, "/prod/cpu"))
                        .value();
                assertThat(story, registered(ecs).path("cpu").asText(), is(planned));
                assertThat(story, ecs.calls("GetParameters").size(), is(planned.equals("512") ? 1 : 2));
            }
        }
    }

    @Test
    public void aThrottledSourceIsAskedForThreeMinutes() {
        EcsSandbox ecs = prepared();
        ecs.faults().on("GetParameters").throttle();
        long start = ecs.clock().millis();

        Outcome outcome =
                rollout(ecs, request(TEXT).tfstate(STATE)).ofBuild(BUILD).run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("GetParameters: ThrottlingException"));
        long waited = (ecs.clock().millis() - start) / 1000;
        assertThat(waited > 180 && waited < 260, is(true));
        assertThat(ecs.calls("GetParameters").size(), greaterThan(5));

        EcsSandbox brief = prepared();
        brief.parameter("/prod/cpu", "String", "512");
        brief.faults().on("GetParameters").times(3).throttle();
        assertThat(
                rollout(brief, request(TEXT).tfstate(STATE))
                        .ofBuild(BUILD)
                        .run()
                        .verdict(),
                is(Verdict.SUCCESS));
    }

    @Test
    public void aPatchLooksUpToo() {
        EcsSandbox ecs = prepared();
        ecs.parameter("/prod/token", "SecureString", "hunter22");
        DeployRequestBuilder request = request()
                .with(
                        Setting.PATCH,
                        "containerDefinitions: {app: {environment: {STAGE: '${param:STAGE}'},"
                                + " secrets: {DB: '${secret:prod/db}', TOKEN: '${ssm:/prod/token}'}}}");

        SandboxRollout rollout = rollout(ecs, request).ofBuild(BUILD);
        Outcome outcome = rollout.run();

        assertThat(outcome.cause(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(registered(ecs).path("environment").toString(), containsString("\"value\":\"prod\""));
        assertThat(
                registered(ecs).path("secrets").toString(),
                is("[{\"name\":\"DB\",\"valueFrom\":\"" + SECRET + "\"},{\"name\":\"TOKEN\","
                        + "\"valueFrom\":\"arn:aws:ssm:eu-central-1:123456789012:parameter/prod/token\"}]"));
    }

    @Test
    public void aServiceFileLooksUpToo() {
        EcsSandbox ecs = prepared();
        ecs.parameter("/shop/count", "String", "2");
        String file =
                "desiredCount: ${ssm:/shop/count}\nlaunchType: FARGATE\nnetworkConfiguration: {awsvpcConfiguration:"
                        + " {subnets: ['${tfstate:output.account}'], assignPublicIp: ENABLED}}\n"
                        + "tags: [{key: stage, value: '${param:STAGE}'}]";
        Build odd = new Build(Map.of("TAG", "1.0.1", "STAGE", "${env:TAG}"), List.of());

        SandboxRollout rollout = rollout(ecs, shop(file).tfstate(STATE)).ofBuild(odd);
        Outcome outcome = rollout.run();

        assertThat(String.join("\n", rollout.lines()), outcome.verdict(), is(Verdict.SUCCESS));
        JsonNode created = ecs.calls("CreateService").get(0).request();
        assertThat(created.path("desiredCount").asInt(), is(2));
        assertThat(
                created.at("/networkConfiguration/awsvpcConfiguration/subnets/0")
                        .asText(),
                is("987654321098"));
        assertThat("a value is never read again", created.at("/tags/0/value").asText(), is("${env:TAG}"));
        assertThat(rollout(ecs, shop(file).tfstate(STATE)).ofBuild(odd).run().verdict(), is(Verdict.NO_CHANGE));
        ecs.parameter("/shop/count", "String", "3");
        assertThat(rollout(ecs, shop(file).tfstate(STATE)).ofBuild(odd).run().desiredCount(), is(3));
        assertThat(ecs.calls("UpdateService").size(), is(1));
    }

    @Test
    public void whatIsMissingInBothFilesIsInOneMessage() {
        EcsSandbox ecs = prepared();

        Outcome outcome = rollout(ecs, shop("desiredCount: 1\nlaunchType: ${env:TYPE}"))
                .ofBuild(new Build(Map.of(), List.of()))
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(outcome.cause(), containsString("Task definition, line 8, column 10"));
        assertThat(
                outcome.cause(),
                containsString("Service definition, line 2, column 13 (launchType): ${env:TYPE}: the"));
        assertThat(
                ecs.calls("CreateService").size()
                        + ecs.calls("RegisterTaskDefinition").size(),
                is(0));
    }

    @Test
    public void valuesThatAServiceCannotHaveAreRefusedOnceTheyAreKnown() {
        EcsSandbox ecs = prepared();

        Outcome outcome = rollout(
                        ecs, shop("desiredCount: 1\nlaunchType: ${env:TAG}").tfstate(STATE))
                .ofBuild(BUILD)
                .run();

        assertThat(outcome.verdict(), is(Verdict.REFUSED));
        assertThat(
                outcome.cause(),
                containsString("Service definition, line 2, column 13 (launchType): '1.0.1' is unknown. Use EC2,"));
    }

    private static DeployRequestBuilder shop(String file) {
        return DeployRequest.of("eu-central-1", "prod", "shop")
                .taskDefinition(TEXT.replace("family: api", "family: shop"))
                .with(Setting.SERVICE_DEFINITION, file);
    }

    private EcsSandbox prepared() {
        EcsSandbox ecs = newSandbox(true);
        ecs.secret("prod/db", SECRET);
        ecs.stack("net", "CREATE_COMPLETE", Map.of("Vpc", "vpc-1"));
        return ecs;
    }

    private static DeployRequestBuilder request(String text) {
        return DeployRequest.of("eu-central-1", "prod", "api").taskDefinition(text);
    }

    private static JsonNode registered(EcsSandbox ecs) {
        var calls = ecs.calls("RegisterTaskDefinition");
        return calls.get(calls.size() - 1)
                .request()
                .path("containerDefinitions")
                .path(0);
    }
}
