/** Release paths: environments in order, the conditions between them, and one release on its way through them. */
package io.jenkins.plugins.ecs.paths;
