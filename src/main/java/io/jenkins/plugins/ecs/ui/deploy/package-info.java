/** Starting a build from a page that deploys a chosen version: what can be chosen, and what it would change. */
package io.jenkins.plugins.ecs.ui.deploy;
