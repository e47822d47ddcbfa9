/** What a run of tasks is asked for, and what can be wrong with that before AWS is asked. */
package io.jenkins.plugins.ecs.tasks.request;
