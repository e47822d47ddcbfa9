/** The verification of a deployment, as far as a rollout knows it: the checks themselves are in the package {@code verify}. */
package io.jenkins.plugins.ecs.rollout.verification;
