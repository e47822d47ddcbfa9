/** Resolves a credentials id in a build to a provider of fresh AWS credentials. */
package io.jenkins.plugins.ecs.credentials;
