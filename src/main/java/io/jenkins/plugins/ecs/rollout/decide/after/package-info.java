/** What runs beside or after a deployment: tasks, verification, rollback after them, scaling, schedules, old revisions. */
package io.jenkins.plugins.ecs.rollout.decide.after;
