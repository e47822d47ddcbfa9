/**
 * One deployment from request to verdict.
 *
 * <p>A round is: observe, decide, act, save. {@link io.jenkins.plugins.ecs.rollout.state.RolloutState} holds the facts that
 * survive a restart; {@link io.jenkins.plugins.ecs.rollout.decide.Decider} is a pure function of facts, observation and time;
 * {@link io.jenkins.plugins.ecs.rollout.RolloutDriver} is the only one with side effects.
 */
package io.jenkins.plugins.ecs.rollout;
