/**
 * Derives one cause and its remedy from what AWS reports.
 *
 * <p>{@link io.jenkins.plugins.ecs.diagnosis.CauseCatalogue} knows the texts, {@link
 * io.jenkins.plugins.ecs.diagnosis.TaskEvidence} groups stopped tasks by them, {@link
 * io.jenkins.plugins.ecs.diagnosis.FailFast} and {@link io.jenkins.plugins.ecs.diagnosis.BlockedDeploymentWarnings}
 * draw conclusions during a deployment, and {@link io.jenkins.plugins.ecs.diagnosis.FailureReport} summarizes it
 * afterwards.
 */
package io.jenkins.plugins.ecs.diagnosis;
