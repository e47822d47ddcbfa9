/**
 * A small Amazon ECS for tests and demos; {@link io.jenkins.plugins.ecs.sandbox.EcsSandbox} is the way in.
 * Requests come to {@code Endpoint}; operations work on the {@code World}, whose {@code Agenda} brings every service up
 * to now first; what has changed is published to {@code Documents}, which all reads answer from.
 */
package io.jenkins.plugins.ecs.sandbox;
