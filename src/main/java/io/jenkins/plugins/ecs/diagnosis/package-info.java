/**
 * From what AWS says to one cause and one line on what to do.
 *
 * <p>{@link io.jenkins.plugins.ecs.diagnosis.CauseCatalogue} knows the texts, {@link
 * io.jenkins.plugins.ecs.diagnosis.TaskEvidence} groups stopped tasks by them, {@link
 * io.jenkins.plugins.ecs.diagnosis.FailFast} and {@link io.jenkins.plugins.ecs.diagnosis.BlockedDeploymentWarnings} draw conclusions
 * while a deployment runs, and {@link io.jenkins.plugins.ecs.diagnosis.FailureReport} tells it all afterwards.
 */
package io.jenkins.plugins.ecs.diagnosis;
