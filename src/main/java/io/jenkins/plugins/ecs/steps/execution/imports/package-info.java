/** Executions that only read: of a service into a file, and of a migration from CodeDeploy. */
package io.jenkins.plugins.ecs.steps.execution.imports;
