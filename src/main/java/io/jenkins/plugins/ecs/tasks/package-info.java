/** One run of ECS tasks that belong to no service, from request to verdict: driver, reads, outcome. */
package io.jenkins.plugins.ecs.tasks;
