package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsConnection;
import io.jenkins.plugins.ecs.aws.SandboxHttp;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.servicedef.ServiceFiles;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import java.util.List;
import org.junit.Test;

/** A service that is imported is no change when its files are deployed, in both formats. */
public class ImportRoundTripTest extends RolloutTestCase {

    /** Values that a careless writer or reader of YAML changes. */
    private static final String ODD = """
            {"family": "odd", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
             "executionRoleArn": "arn:aws:iam::123456789012:role/odd",
             "containerDefinitions": [{"name": "app", "image": "shop/odd:3.10", "essential": true,
               "portMappings": [{"containerPort": 8080}],
               "command": ["sh", "-c", "exec serve --token=abc123def456 --name='a: b'"],
               "environment": [{"name": "VERSION", "value": "3.10"}, {"name": "ON", "value": "yes"},
                 {"name": "NONE", "value": "null"}, {"name": "EMPTY", "value": ""}, {"name": "OCTAL", "value": "0755"},
                 {"name": "LINES", "value": "a\\n  b: c\\n"}, {"name": "HASH", "value": "# no comment"},
                 {"name": "OTEL", "value": "${env:POD} $${env:POD} ${HOME}"}, {"name": "DB_PASSWORD", "value": "hunter2"}],
               "secrets": [{"name": "KEY", "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:k-AbCdEf"}],
               "dockerLabels": {"a.b": "1.0", "yes": "no"}}]}
            """;

    @Test
    public void whatWasImportedIsNoChange() {
        for (DefinitionFormat format : DefinitionFormat.values()) {
            EcsSandbox ecs = newSandbox(true);
            ecs.service("prod", "odd", s -> s.taskDefinition(ODD).desiredCount(2));
            ServiceFiles files = imported(ecs, "odd", format);
            int calls = ecs.calls("UpdateService").size()
                    + ecs.calls("RegisterTaskDefinition").size();

            Outcome outcome = rollout(
                            ecs,
                            DeployRequest.of("eu-central-1", "prod", "odd")
                                    .taskDefinition(files.taskDefinition())
                                    .with(Setting.SERVICE_DEFINITION, files.serviceDefinition()))
                    .run();

            assertThat(
                    files.taskDefinition() + files.serviceDefinition() + outcome.message(),
                    outcome.verdict(),
                    is(Verdict.NO_CHANGE));
            assertThat(
                    ecs.calls("UpdateService").size()
                            + ecs.calls("RegisterTaskDefinition").size(),
                    is(calls));
        }
    }

    @Test
    public void onlyWhatAPersonWritesIsInTheFiles() {
        ServiceFiles files = imported(sandbox, "api", DefinitionFormat.YAML);

        for (String readOnly : List.of("revision", "taskDefinitionArn", "registeredAt", "compatibilities", "status")) {
            assertThat(files.taskDefinition(), not(containsString(readOnly + ":")));
        }
        for (String readOnly : List.of("serviceArn", "events", "runningCount", "deployments", "roleArn", "createdAt")) {
            assertThat(files.serviceDefinition(), not(containsString(readOnly + ":")));
        }
        assertThat(files.taskDefinition(), containsString("family: api\n"));
        assertThat(files.serviceDefinition(), containsString("desiredCount: 2\n"));
        assertThat(files.warnings(), is(empty()));
    }

    @Test
    public void secretsAreReferencesAndPlainOnesArePointedOut() {
        sandbox.service("prod", "odd", s -> s.taskDefinition(ODD));
        ServiceFiles files = imported(sandbox, "odd", DefinitionFormat.JSON);

        assertThat(
                files.taskDefinition(),
                containsString("\"arn:aws:secretsmanager:eu-central-1:123456789012:secret:k-AbCdEf\""));
        assertThat(files.warnings(), hasSize(2));
        assertThat(
                files.warnings(),
                contains(
                        containsString("Container 'app': the variable 'DB_PASSWORD' looks like a secret"),
                        containsString("Container 'app': the command looks like a secret")));
        assertThat(files.warnings().toString(), not(containsString("hunter2")));
    }

    @Test
    public void theJenkinsfileDeploysTheFiles() {
        ServiceFiles files = imported(sandbox, "api", DefinitionFormat.YAML);

        assertThat(
                files.byName(DefinitionFormat.YAML).keySet(),
                contains("task-definition.yaml", "service.yaml", "Jenkinsfile"));
        assertThat(
                files.jenkinsfile(),
                containsString("ecsDeploy region: 'eu-central-1', cluster: 'prod', service: 'api',"));
        sandbox.service("prod", "cd", s -> s.image(OLD).controller("CODE_DEPLOY"));
        assertThat(
                imported(sandbox, "cd", DefinitionFormat.JSON).jenkinsfile(), containsString("ecsBlueGreen region:"));
    }

    private static ServiceFiles imported(EcsSandbox ecs, String name, DefinitionFormat format) {
        try (AwsConnection aws = SandboxHttp.connection(ecs, "eu-central-1")) {
            ObjectNode service = aws.ecs().taggedServiceTree("prod", name).orElseThrow();
            return ServiceFiles.of(
                    service,
                    aws.ecs().taskDefinition(service.path("taskDefinition").asText()),
                    format,
                    "eu-central-1");
        }
    }
}
