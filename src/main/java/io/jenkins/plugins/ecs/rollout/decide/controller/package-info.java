/**
 * What ECS and CodeDeploy as controllers of deployments do differently, and what they make of the settings that a request
 * brings.
 */
package io.jenkins.plugins.ecs.rollout.decide.controller;
