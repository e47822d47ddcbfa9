/** The texts of runs of tasks. */
package io.jenkins.plugins.ecs.tasks.messages;
