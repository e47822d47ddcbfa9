/** What users read about a deployment, one class per area. Plain functions from values to text. */
package io.jenkins.plugins.ecs.rollout.messages;
