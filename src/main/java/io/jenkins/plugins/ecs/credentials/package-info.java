/** From a credentials id in a build to something that gives fresh AWS credentials. */
package io.jenkins.plugins.ecs.credentials;
