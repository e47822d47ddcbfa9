package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.sandbox.Terraform;
import io.jenkins.plugins.ecs.taskdef.ContainerChange;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The real Terraform and this plugin with one service: each changes its own, and the plan of Terraform stays empty. Skipped
 * if Terraform or its AWS provider is not installed.
 */
public class BesideTerraformTest extends RolloutTestCase {

    private static final String SERVICE = """
            resource "aws_ecs_task_definition" "shop" {
              family                   = "shop"
              network_mode             = "awsvpc"
              requires_compatibilities = ["FARGATE"]
              cpu                      = 256
              memory                   = 512
              container_definitions    = jsonencode([{ name = "app", image = "repo/app:1.0.0", essential = true }])
            }

            resource "aws_ecs_service" "shop" {
              name            = "shop"
              cluster         = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod"
              task_definition = aws_ecs_task_definition.shop.arn
              desired_count   = 2
              launch_type     = "FARGATE"
              network_configuration {
                subnets = ["subnet-0a1b2c3d"]
              }
              lifecycle {
                ignore_changes = [task_definition, enable_execute_command, health_check_grace_period_seconds]
              }
            }
            """;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Before
    public void terraform() {
        assumeTrue("Terraform or its AWS provider is not installed", Terraform.isInstalled());
    }

    private static DeployRequestBuilder shop() {
        return DeployRequest.of("eu-central-1", "prod", "shop");
    }

    /** One test, because each run of Terraform takes ten seconds of CPU time. */
    @Test
    public void terraformSeesOnlyWhatItOwns() throws Exception {
        Terraform terraform = new Terraform(sandbox, folder.newFolder().toPath(), SERVICE);
        Terraform.Run applied = terraform.apply();
        assertThat(applied.output(), applied.code(), is(0));
        DeployRequestBuilder file = shop().changes(
                        List.of(ContainerChange.of(null).image(NEW).build()))
                .with(Setting.SERVICE_DEFINITION, """
                ignore: [desiredCount, networkConfiguration]
                desiredCount: 7
                enableExecuteCommand: true
                healthCheckGracePeriodSeconds: 60
                """);

        assertThat(rollout(file).run().verdict(), is(Verdict.SUCCESS));

        Terraform.Run ours = terraform.plan();
        assertThat("what Terraform ignores: " + ours.output(), ours.code(), is(0));
        assertThat("and the other way round", rollout(file).run().verdict(), is(Verdict.NO_CHANGE));

        assertThat(rollout(shop().desiredCount(3)).run().verdict(), is(Verdict.SUCCESS));

        Terraform.Run both = terraform.plan();
        assertThat("what both own: " + both.output(), both.code(), is(2));
        assertThat(both.output(), containsString("desired_count"));
    }
}
