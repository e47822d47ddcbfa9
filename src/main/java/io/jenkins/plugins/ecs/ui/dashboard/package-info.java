/** The dashboard, the page of a service and the replay of rules. */
package io.jenkins.plugins.ecs.ui.dashboard;
