package io.jenkins.plugins.ecs.history;

/**
 * The build that deploys.
 *
 * @param job full name
 * @param startedBy a person or a trigger, in words; may be empty
 * @param commit may be empty
 * @param changedAt epoch milliseconds: the oldest change that the build brings, or when it was started where it brings none
 */
public record BuildFacts(String job, int build, String startedBy, String commit, long changedAt) {}
