/**
 * Task definitions: read from text, patched, compared, made ready for {@code RegisterTaskDefinition}.
 *
 * <p>A task definition is a Jackson {@code ObjectNode} all the way, so that fields that this code does not know (from a
 * newer ECS API) pass through untouched and in their order. Everything here is a pure function: no clock, no network.
 */
package io.jenkins.plugins.ecs.taskdef;
