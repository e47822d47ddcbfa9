/** What ecsScale and ecsDelete are asked for. */
package io.jenkins.plugins.ecs.operations.request;
