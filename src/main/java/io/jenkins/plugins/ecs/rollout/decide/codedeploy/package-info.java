/** The phases that differ for services that CodeDeploy deploys. */
package io.jenkins.plugins.ecs.rollout.decide.codedeploy;
