/** What a release would go through: its slots, and a simulation in time. */
package io.jenkins.plugins.ecs.paths.plan;
