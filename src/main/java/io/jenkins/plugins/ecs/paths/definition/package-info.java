/** A release path as it is configured: environments in order, with the checks of its configuration. */
package io.jenkins.plugins.ecs.paths.definition;
