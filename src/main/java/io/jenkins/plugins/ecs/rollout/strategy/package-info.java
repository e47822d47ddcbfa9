/** Settings of rolling, blue/green, canary and linear deployments. */
package io.jenkins.plugins.ecs.rollout.strategy;
