/** What a build says of itself: who takes part in it, what its approvals read, and an override of a freeze. */
package io.jenkins.plugins.ecs.config.evidence;
