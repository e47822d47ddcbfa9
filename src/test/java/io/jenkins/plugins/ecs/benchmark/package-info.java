/** Many deployments at once: how many calls they make, and how soon the end of each is noticed. */
package io.jenkins.plugins.ecs.benchmark;
