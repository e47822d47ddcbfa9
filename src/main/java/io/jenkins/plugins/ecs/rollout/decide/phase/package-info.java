/**
 * What every phase is made of: the handler, the draft of a decision, the calls, shared reads, how a deployment is stopped and
 * which phase comes next.
 */
package io.jenkins.plugins.ecs.rollout.decide.phase;
