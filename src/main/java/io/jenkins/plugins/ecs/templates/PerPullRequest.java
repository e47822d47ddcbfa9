package io.jenkins.plugins.ecs.templates;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;

/**
 * What a file says of its pull requests: each gets a service of its own, for a while.
 *
 * @param environment of the path, whose target and values it has
 * @param timeLimitMillis how long the service stays after the last release of its pull request
 * @param values what differs from those of the environment
 */
public record PerPullRequest(
        @NonNull String environment,
        long timeLimitMillis,
        @NonNull TeamFile.Values values) {

    static final Duration USUAL = Duration.ofDays(3);
    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(30);
}
