/** A deployment on its way: progress, waits, pauses, early failures, stopping, and the proof or the diagnosis at its end. */
package io.jenkins.plugins.ecs.rollout.decide.follow;
