/** Badges of services, and what answers requests for them. */
package io.jenkins.plugins.ecs.ui.badge;
