/** The index of deployments of this controller, and files beside its builds. */
package io.jenkins.plugins.ecs.store;
