/** Templates of services: parameters, rendering, and the file of a team that uses one. */
package io.jenkins.plugins.ecs.templates;
