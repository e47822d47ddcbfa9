package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.connection.SandboxHttp;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.EcsSandbox;
import io.jenkins.plugins.ecs.servicedef.ServiceFiles;
import io.jenkins.plugins.ecs.steps.execution.imports.ImportRequest;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    public void itsScalingIsInTheFileAndNoChange() {
        for (DefinitionFormat format : DefinitionFormat.values()) {
            EcsSandbox ecs = newSandbox(true);
            scale(ecs);
            ServiceFiles files = imported(ecs, "api", format);
            // Scaling goes on after the import.
            ecs.region().call("UpdateService", "{\"cluster\":\"prod\",\"service\":\"api\",\"desiredCount\":5}");
            ecs.clock().advance(Duration.ofMinutes(10));
            int calls = changes(ecs);

            Outcome outcome = rollout(
                            ecs,
                            DeployRequest.of("eu-central-1", "prod", "api")
                                    .with(Setting.SERVICE_DEFINITION, files.serviceDefinition()))
                    .run();

            assertThat(files.serviceDefinition() + outcome.message(), outcome.verdict(), is(Verdict.NO_CHANGE));
            assertThat(files.serviceDefinition(), changes(ecs), is(calls));
            assertThat(files.warnings(), is(empty()));
            assertThat(files.serviceDefinition(), containsString("minCapacity"));
            assertThat(files.serviceDefinition(), containsString("stepAdjustments"));
            assertThat(files.serviceDefinition(), containsString("scheduledActionName"));
        }
    }

    @Test
    public void whatOfItDiffersFromTheFileIsAChange() {
        scale(sandbox);
        String file = imported(sandbox, "api", DefinitionFormat.YAML).serviceDefinition();
        int calls = changes(sandbox);

        Outcome outcome = rollout(DeployRequest.of("eu-central-1", "prod", "api")
                        .with(Setting.SERVICE_DEFINITION, file.replace("targetValue: 61.5", "targetValue: 70")))
                .run();

        assertThat(file + outcome.message(), outcome.verdict(), is(Verdict.SUCCESS));
        assertThat(changes(sandbox), is(calls + 1));
    }

    @Test
    public void scalingThatCannotBeReadIsLeftOutAndNamed() {
        scale(sandbox);
        sandbox.deny("application-autoscaling:DescribeScalingPolicies");
        List<String> log = new ArrayList<>();

        ServiceFiles files = imported(sandbox, "api", DefinitionFormat.YAML, log);

        assertThat(files.serviceDefinition(), not(containsString("scaling")));
        assertThat(
                files.warnings(),
                contains(containsString("The scaling of the service is not in the file, because"
                        + " application-autoscaling:DescribeScalingPolicies is not allowed")));
        assertThat(log.toString(), containsString("Warning: The scaling of the service"));
    }

    private static int changes(EcsSandbox ecs) {
        return Stream.of(
                        "UpdateService",
                        "RegisterTaskDefinition",
                        "RegisterScalableTarget",
                        "PutScalingPolicy",
                        "PutScheduledAction")
                .mapToInt(operation -> ecs.calls(operation).size())
                .sum();
    }

    private static void scale(EcsSandbox ecs) {
        try (AwsConnection aws = SandboxHttp.connection(ecs, "eu-central-1")) {
            ApplicationAutoScalingApi api = aws.autoScaling();
            String id = ApplicationAutoScalingApi.resourceId("prod", "api");
            api.register(id, 2, 9, null);
            api.putPolicy(id, json("""
                    {"PolicyName": "cpu", "PolicyType": "TargetTrackingScaling",
                     "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 61.5, "ScaleInCooldown": 60,
                       "CustomizedMetricSpecification": {"MetricName": "Depth", "Namespace": "Shop", "Statistic": "Average",
                         "Dimensions": [{"Name": "Queue", "Value": "orders"}]}}}"""));
            api.putPolicy(id, json("""
                    {"PolicyName": "steps", "PolicyType": "StepScaling",
                     "StepScalingPolicyConfiguration": {"AdjustmentType": "ChangeInCapacity", "Cooldown": 120,
                       "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 2}]}}"""));
            api.putScheduledAction(id, json("""
                    {"ScheduledActionName": "morning", "Schedule": "cron(0 8 * * ? *)", "Timezone": "Europe/Berlin",
                     "StartTime": 1900000000, "ScalableTargetAction": {"MinCapacity": 4}}"""));
        }
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ServiceFiles imported(EcsSandbox ecs, String name, DefinitionFormat format) {
        return imported(ecs, name, format, new ArrayList<>());
    }

    private static ServiceFiles imported(EcsSandbox ecs, String name, DefinitionFormat format, List<String> log) {
        try (AwsConnection aws = SandboxHttp.connection(ecs, "eu-central-1")) {
            return new ImportRequest("eu-central-1", "prod", name, format, null, false).read(aws, log::add);
        }
    }
}
