/** Masking of secrets in displayed texts. */
package io.jenkins.plugins.ecs.text.masking;
