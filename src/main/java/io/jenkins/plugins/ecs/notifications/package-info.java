/**
 * Delivers events: makes them from what the steps record, keeps them in an outbox on disk, and sends them to listeners
 * and to the receivers that are configured.
 */
package io.jenkins.plugins.ecs.notifications;
