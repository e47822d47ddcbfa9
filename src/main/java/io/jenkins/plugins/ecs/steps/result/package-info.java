/** What the steps return to the pipeline, and what they throw. */
package io.jenkins.plugins.ecs.steps.result;
