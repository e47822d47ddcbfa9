/** The queue of deployments of one service, their locks, and the registrations of one family. */
package io.jenkins.plugins.ecs.rollout.lock;
