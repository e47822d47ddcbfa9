/** What is known of a run of tasks: small records, saved with the build. */
package io.jenkins.plugins.ecs.tasks.state;
