/** What a round reads of AWS. */
package io.jenkins.plugins.ecs.rollout.observe;
