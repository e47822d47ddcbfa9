/** The queue of deployments of one service, and their locks. */
package io.jenkins.plugins.ecs.rollout.lock;
