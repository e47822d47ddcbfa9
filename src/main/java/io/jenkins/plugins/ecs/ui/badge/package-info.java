/** Badges of services, and the actions that serve them. */
package io.jenkins.plugins.ecs.ui.badge;
