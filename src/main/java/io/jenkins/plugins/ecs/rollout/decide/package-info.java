/** Decisions: pure functions from state and observation to the next action. */
package io.jenkins.plugins.ecs.rollout.decide;
