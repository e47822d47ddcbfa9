/**
 * The checks of {@code ecsVerify}: whether a service runs the expected revision and is healthy.
 *
 * <p>Like a rollout, a verification consists of its saved state ({@link io.jenkins.plugins.ecs.verify.VerifyState}) and
 * rounds. A round makes the reads of the due checks, once for all of them, and decides by a pure function.
 */
package io.jenkins.plugins.ecs.verify;
