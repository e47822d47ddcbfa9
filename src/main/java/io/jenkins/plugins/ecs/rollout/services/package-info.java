/** Several services deployed by one step, in waves. */
package io.jenkins.plugins.ecs.rollout.services;
