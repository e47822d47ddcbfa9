/** Checks before a deployment. */
package io.jenkins.plugins.ecs.verify.preflight;
