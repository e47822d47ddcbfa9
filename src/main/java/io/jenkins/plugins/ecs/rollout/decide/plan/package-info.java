/** From the queue to the revision that is to run: planning, creation of a service, rollback candidates, dry run, registration. */
package io.jenkins.plugins.ecs.rollout.decide.plan;
