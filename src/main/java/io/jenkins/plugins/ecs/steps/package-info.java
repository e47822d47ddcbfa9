/** The pipeline steps: fields, a descriptor and a thin execution each. */
package io.jenkins.plugins.ecs.steps;
