/** The IAM policy that a plan shows: what a build may do, and what else a deployment of it needs. */
package io.jenkins.plugins.ecs.rollout.decide.iam;
