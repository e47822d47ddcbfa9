/** The http check: requests of the controller within the administrator's limits. */
package io.jenkins.plugins.ecs.verify.http;
