/** Rules that admins set for deployments, judged over plain values. */
package io.jenkins.plugins.ecs.policy;
