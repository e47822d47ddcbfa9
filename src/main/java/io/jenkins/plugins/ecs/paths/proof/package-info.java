/** What is recorded about releases, what that proves, and whether a release may enter an environment. */
package io.jenkins.plugins.ecs.paths.proof;
