package io.jenkins.plugins.ecs.verify.check;

/** The result of a background read. */
public interface Reading {

    /**
     * Evaluates the result for its check.
     *
     * @param at when the poll was started, in epoch milliseconds
     */
    Measurement measure(CheckSpec spec, CheckState state, long at);
}
