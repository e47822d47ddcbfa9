package io.jenkins.plugins.ecs.verify.check;

/** What reads that take their own time brought. */
public interface Reading {

    /**
     * What it says to the check that asked for it.
     *
     * @param at when the look began, in epoch milliseconds
     */
    Measurement measure(CheckSpec spec, CheckState state, long at);
}
