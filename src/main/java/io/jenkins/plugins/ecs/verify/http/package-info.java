/** The {@code http} check: requests of the controller to the hosts that the administrator permits. */
package io.jenkins.plugins.ecs.verify.http;
