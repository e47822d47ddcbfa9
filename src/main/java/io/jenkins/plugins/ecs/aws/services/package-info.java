/** The other services, each with the few operations that the plugin uses. */
package io.jenkins.plugins.ecs.aws.services;
