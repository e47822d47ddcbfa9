/** A connection: one Region with one identity, with the clients of all services, shared by the steps that use it. */
package io.jenkins.plugins.ecs.aws.connection;
