/** The block withEcs and the credentials that it exports. */
package io.jenkins.plugins.ecs.steps.withecs;
