/** Hiding secrets in texts that people see. */
package io.jenkins.plugins.ecs.text.masking;
