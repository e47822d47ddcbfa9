/** The live state of services, read from ECS for pages while a user looks at them. */
package io.jenkins.plugins.ecs.live;
