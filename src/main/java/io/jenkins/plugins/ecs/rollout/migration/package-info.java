/** The plan that replaces CodeDeploy by ECS's own blue/green deployments. */
package io.jenkins.plugins.ecs.rollout.migration;
