/** What a deployment is asked for, and the checks of it. */
package io.jenkins.plugins.ecs.rollout.request;
