/** What is known of a deployment between two rounds, and its outcome. */
package io.jenkins.plugins.ecs.rollout.state;
