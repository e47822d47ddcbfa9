/**
 * Decisions: pure functions from state and observation to the next action. The packages below this one have the phases;
 * here they are put together, with what ends a deployment from outside and what is decided without a read.
 */
package io.jenkins.plugins.ecs.rollout.decide;
