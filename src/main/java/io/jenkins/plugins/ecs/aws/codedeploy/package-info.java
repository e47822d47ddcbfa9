/** CodeDeploy: deployments of ECS services, and their deployment groups. */
package io.jenkins.plugins.ecs.aws.codedeploy;
