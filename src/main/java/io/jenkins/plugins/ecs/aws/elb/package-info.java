/** Elastic Load Balancing: listeners, target groups and the health of targets. */
package io.jenkins.plugins.ecs.aws.elb;
