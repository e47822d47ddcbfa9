package io.jenkins.plugins.ecs.history;

/**
 * The build that deploys.
 *
 * @param job full name
 * @param startedBy the user or trigger, for display; may be empty
 * @param commit may be empty
 * @param changedAt time of the oldest change in the build, or of its start if it has none, in epoch milliseconds
 */
public record BuildFacts(String job, int build, String startedBy, String commit, long changedAt) {}
