/** Signed HTTP, the SDK's clients over the same connections, and how their answers are judged. */
package io.jenkins.plugins.ecs.aws.transport;
