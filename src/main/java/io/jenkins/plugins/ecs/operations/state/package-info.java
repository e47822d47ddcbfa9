/** What is known of a change of one service: small records, saved with the build. */
package io.jenkins.plugins.ecs.operations.state;
