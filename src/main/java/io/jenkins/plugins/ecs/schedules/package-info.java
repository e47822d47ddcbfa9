/** Scheduled tasks: rules of EventBridge and schedules of EventBridge Scheduler that run a task definition. */
package io.jenkins.plugins.ecs.schedules;
