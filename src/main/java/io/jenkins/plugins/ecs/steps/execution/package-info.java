/** Executions of the steps: rounds, locks, aborts and restarts. */
package io.jenkins.plugins.ecs.steps.execution;
