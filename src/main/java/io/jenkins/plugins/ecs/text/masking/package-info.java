/**
 * Masking of secrets in displayed texts. What is masked, in this order:
 *
 * <ol>
 *   <li>AWS responses become values without control characters ({@link io.jenkins.plugins.ecs.text.ForeignText}). They are
 *       not cut yet, because masking does not recognize a part of a secret.
 *   <li>Task definitions are masked when they are compared: {@code taskdef.MaskedValue} masks values by the name of their
 *       field ({@link io.jenkins.plugins.ecs.text.masking.SecretNames}) and by their form.
 *   <li>Messages, reasons and log excerpts are masked when they are added to the state or the failure report:
 *       {@link io.jenkins.plugins.ecs.text.masking.Masking#text} replaces the secrets of the build
 *       ({@code steps.execution.BuildSecrets}), then known forms
 *       ({@link io.jenkins.plugins.ecs.text.masking.SecretPatterns}), then values with a secret name
 *       ({@link io.jenkins.plugins.ecs.text.masking.NamedSecrets}).
 *   <li>The state and each log line are masked once more before they leave the driver
 *       ({@link io.jenkins.plugins.ecs.text.masking.Masking#known}): only secrets of the build, nothing is guessed.
 *   <li>Only then texts are cut to the length of a line.
 *   <li>The keys that {@code withEcs} exports are masked in the log of its block ({@code steps.withecs}).
 * </ol>
 */
package io.jenkins.plugins.ecs.text.masking;
