/** Container logs as lines of a build log: where they are, how far they were read, cleaning and limits. */
package io.jenkins.plugins.ecs.tasks.logs;
