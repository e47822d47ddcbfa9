/**
 * The checks of {@code ecsVerify}: does production run what we think, and is it well?
 *
 * <p>As a rollout, a verification is only its facts ({@link io.jenkins.plugins.ecs.verify.VerifyState}) between rounds; a
 * round observes what the due checks need, once for all of them, and decides by a pure function.
 */
package io.jenkins.plugins.ecs.verify;
