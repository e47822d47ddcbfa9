package io.jenkins.plugins.ecs.aws.services;

import java.util.List;

/**
 * A page of a log stream, oldest event first.
 *
 * @param events may be empty although more follow
 * @param next the token of the page after it; at the end of the stream the token that was sent
 */
public record LogPage(List<Event> events, String next) {

    /** @param timestamp epoch milliseconds */
    public record Event(long timestamp, String message) {}
}
