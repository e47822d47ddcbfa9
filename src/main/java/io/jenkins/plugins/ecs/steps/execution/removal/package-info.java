/** Deletes services that belong to branches and pull requests when these are gone. */
package io.jenkins.plugins.ecs.steps.execution.removal;
