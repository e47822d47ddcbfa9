/**
 * The calls that start a deployment, with what surrounds them: scaling suspended and resumed, tags, the search for the
 * deployment that was started.
 */
package io.jenkins.plugins.ecs.rollout.decide.update;
