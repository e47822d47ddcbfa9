/** The administrators' rules for deployments, evaluated over plain values. */
package io.jenkins.plugins.ecs.policy;
