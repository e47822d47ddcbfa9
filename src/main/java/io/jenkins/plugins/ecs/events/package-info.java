/**
 * Public: what happens to deployments, for other plugins. Implement
 * {@link io.jenkins.plugins.ecs.events.DeploymentListener} as an {@code @Extension}. The values are described in
 * {@code docs/events.md}; later versions may add types of events and fields.
 */
package io.jenkins.plugins.ecs.events;
