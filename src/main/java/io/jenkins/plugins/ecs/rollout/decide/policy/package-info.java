/** Asks the rules of administrators before a deployment moves forward. */
package io.jenkins.plugins.ecs.rollout.decide.policy;
