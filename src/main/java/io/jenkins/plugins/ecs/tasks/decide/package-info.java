/** The decisions of a run of tasks: one handler per phase, pure functions of state, reads and time. */
package io.jenkins.plugins.ecs.tasks.decide;
