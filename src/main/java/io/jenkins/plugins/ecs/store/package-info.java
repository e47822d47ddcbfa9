/** The index of deployments of this controller, and files beside the builds. */
package io.jenkins.plugins.ecs.store;
