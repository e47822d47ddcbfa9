/** The scaling of a service in a file: read, check, compare with the live one. Pure. */
package io.jenkins.plugins.ecs.scaling;
