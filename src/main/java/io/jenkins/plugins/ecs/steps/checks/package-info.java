/** The checks of {@code ecsVerify} as a Jenkinsfile and a form write them. */
package io.jenkins.plugins.ecs.steps.checks;
