package io.jenkins.plugins.ecs.sandbox;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The real AWS CLI as a witness that the sandbox speaks the real protocol; skipped where there is none. */
public class AwsCliTest {

    private static final String CONTAINERS = "[{\"name\":\"app\",\"image\":\"repo/app:%s\"}]";

    private EcsSandbox sandbox;

    @Before
    public void startSandbox() {
        assumeTrue("the AWS CLI is not installed", AwsCli.isInstalled());
        sandbox = EcsSandbox.builder().clock(SandboxClock.accelerated(1000)).start();
    }

    @After
    public void stopSandbox() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        return AwsCli.run(sandbox, arguments);
    }

    /** The CLI waits 15 real seconds between two of its polls, so the first one finds the end. */
    private String waited(String... arguments) throws IOException, InterruptedException {
        sandbox.clock().advance(Duration.ofMinutes(30));
        return aws(arguments);
    }

    private void register(String tag) throws IOException, InterruptedException {
        String arn = aws(
                "ecs",
                "register-task-definition",
                "--family",
                "api",
                "--network-mode",
                "awsvpc",
                "--cpu",
                "256",
                "--memory",
                "512",
                "--requires-compatibilities",
                "FARGATE",
                "--container-definitions",
                String.format(CONTAINERS, tag),
                "--query",
                "taskDefinition.taskDefinitionArn");
        assertThat(arn, startsWith("arn:aws:ecs:eu-central-1:123456789012:task-definition/api:"));
    }

    @Test
    public void deploysThroughCodeDeploy() throws IOException, InterruptedException {
        String elb = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
        sandbox.cluster("prod");
        sandbox.service(
                "prod",
                "api",
                service -> service.controller("CODE_DEPLOY")
                        .loadBalancer(elb + "targetgroup/blue/0123456789abcdef", "app", 8080));
        sandbox.region()
                .deploymentGroup(
                        "shop",
                        "production",
                        group -> group.service("prod", "api")
                                .loadBalancer(
                                        "blue", "green", elb + "listener/app/shop/1/2", elb + "listener/app/shop/1/3")
                                .ready("STOP_DEPLOYMENT", 600));
        String revision = "revisionType=AppSpecContent,appSpecContent={content='{\"Resources\":[{\"TargetService\":{"
                + "\"Type\":\"AWS::ECS::Service\",\"Properties\":{\"TaskDefinition\":\"api:1\",\"LoadBalancerInfo\":{"
                + "\"ContainerName\":\"app\",\"ContainerPort\":8080}}}}]}'}";
        String id = aws(
                "deploy",
                "create-deployment",
                "--application-name",
                "shop",
                "--deployment-group-name",
                "production",
                "--description",
                "by hand",
                "--revision",
                revision);
        assertThat(id, startsWith("d-"));
        assertThat(
                aws(
                        "deploy",
                        "create-deployment",
                        "--application-name",
                        "shop",
                        "--deployment-group-name",
                        "production",
                        "--revision",
                        revision),
                containsString("(DeploymentLimitExceededException) when calling the CreateDeployment operation"));
        sandbox.clock().advance(Duration.ofMinutes(20));
        String status = "";
        for (int i = 0; i < 60 && !status.equals("Ready"); i++) {
            status = aws("deploy", "get-deployment", "--deployment-id", id, "--query", "deploymentInfo.status");
        }
        assertThat(status, is("Ready"));
        assertThat(
                aws(
                        "deploy",
                        "get-deployment-target",
                        "--deployment-id",
                        id,
                        "--target-id",
                        aws("deploy", "list-deployment-targets", "--deployment-id", id, "--query", "targetIds[0]"),
                        "--query",
                        "deploymentTarget.ecsTarget.[lifecycleEvents[5].status,taskSetsInfo[1].taskSetLabel]"),
                is("Pending\tGreen"));
        aws("deploy", "continue-deployment", "--deployment-id", id, "--deployment-wait-type", "READY_WAIT");
        assertThat(waited("deploy", "wait", "deployment-successful", "--deployment-id", id), is(""));
        assertThat(
                aws("deploy", "stop-deployment", "--deployment-id", id, "--auto-rollback-enabled"),
                containsString("(DeploymentAlreadyCompletedException)"));
    }

    @Test
    public void continuesAPausedDeployment() throws IOException, InterruptedException {
        assumeTrue(
                "this AWS CLI does not know continue-service-deployment",
                !aws("ecs", "continue-service-deployment").contains("Invalid choice"));
        sandbox.cluster("prod");
        sandbox.service("prod", "api", service -> service.strategy("BLUE_GREEN"));
        aws(
                "ecs",
                "update-service",
                "--cluster",
                "prod",
                "--service",
                "api",
                "--force-new-deployment",
                "--deployment-configuration",
                "strategy=BLUE_GREEN,bakeTimeInMinutes=0,"
                        + "lifecycleHooks=[{targetType=PAUSE,lifecycleStages=[PRE_SCALE_UP]}]");
        String deployment = aws(
                "ecs",
                "list-service-deployments",
                "--cluster",
                "prod",
                "--service",
                "api",
                "--query",
                "serviceDeployments[0].serviceDeploymentArn");
        String hook = shown(deployment, "lifecycleHookDetails[?status=='AWAITING_ACTION'].hookId | [0]");
        assertThat(
                aws(
                        "ecs",
                        "continue-service-deployment",
                        "--service-deployment-arn",
                        deployment,
                        "--hook-id",
                        hook,
                        "--action",
                        "CONTINUE"),
                is(deployment));
        assertThat(shown(deployment, "status"), is("SUCCESSFUL"));
    }

    private String shown(String deployment, String what) throws IOException, InterruptedException {
        return aws(
                "ecs",
                "describe-service-deployments",
                "--service-deployment-arns",
                deployment,
                "--query",
                "serviceDeployments[0]." + what);
    }

    @Test
    public void deploysAndWaits() throws IOException, InterruptedException {
        aws("ecs", "create-cluster", "--cluster-name", "prod");
        register("1");
        aws(
                "ecs",
                "create-service",
                "--cluster",
                "prod",
                "--service-name",
                "api",
                "--task-definition",
                "api",
                "--desired-count",
                "2",
                "--launch-type",
                "FARGATE",
                "--network-configuration",
                "awsvpcConfiguration={subnets=[subnet-1]}");
        assertThat(waited("ecs", "wait", "services-stable", "--cluster", "prod", "--services", "api"), is(""));

        register("2");
        aws("ecs", "update-service", "--cluster", "prod", "--service", "api", "--task-definition", "api");
        assertThat(waited("ecs", "wait", "services-stable", "--cluster", "prod", "--services", "api"), is(""));
        String deployment = aws(
                "ecs",
                "list-service-deployments",
                "--cluster",
                "prod",
                "--service",
                "api",
                "--query",
                "serviceDeployments[0].serviceDeploymentArn");
        assertThat(
                aws(
                        "ecs",
                        "describe-service-deployments",
                        "--service-deployment-arns",
                        deployment,
                        "--query",
                        "serviceDeployments[0].status"),
                is("SUCCESSFUL"));
        assertThat(aws("sts", "get-caller-identity", "--query", "Arn"), is("arn:aws:iam::123456789012:user/sandbox"));
        assertThat(
                aws("ecs", "update-service", "--cluster", "prod", "--service", "nope"),
                containsString("(ServiceNotFoundException) when calling the UpdateService operation"));
    }

    @Test
    public void asksForTargetsAlarmsLogsAndImages() throws IOException, InterruptedException {
        String group = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/api/73e2d6bc24d8a067";
        sandbox.cluster("prod");
        sandbox.service("prod", "api", s -> s.image("repo/app:1").loadBalancer(group, "app", 8080));
        sandbox.alarm("errors").state(Alarm.State.ALARM);
        sandbox.region().log("/ecs/api", "app/app/1", "starting", "no such file: /etc/api.conf");

        assertThat(
                aws(
                        "elbv2",
                        "describe-target-health",
                        "--target-group-arn",
                        group,
                        "--query",
                        "TargetHealthDescriptions[0].[Target.Port,TargetHealth.State]"),
                is("8080\thealthy"));
        assertThat(
                aws(
                        "cloudwatch",
                        "describe-alarms",
                        "--alarm-names",
                        "errors",
                        "other",
                        "--query",
                        "MetricAlarms[*].[AlarmName,StateValue]"),
                is("errors\tALARM"));
        assertThat(
                aws(
                        "logs",
                        "get-log-events",
                        "--log-group-name",
                        "/ecs/api",
                        "--log-stream-name",
                        "app/app/1",
                        "--limit",
                        "1",
                        "--query",
                        "events[0].message"),
                is("no such file: /etc/api.conf"));
        assertThat(
                aws(
                        "ecr",
                        "describe-images",
                        "--repository-name",
                        "api",
                        "--image-ids",
                        "imageTag=1",
                        "--query",
                        "imageDetails[0].imageDigest"),
                startsWith("sha256:"));
        sandbox.deny("cloudwatch:DescribeAlarms").deny("elasticloadbalancing:DescribeTargetHealth");
        assertThat(aws("cloudwatch", "describe-alarms"), containsString("is not authorized to perform"));
        assertThat(
                aws("elbv2", "describe-target-health", "--target-group-arn", group),
                containsString("(AccessDenied) when calling the DescribeTargetHealth operation"));
    }
}
