package io.jenkins.plugins.ecs.verify;

/** What a read that takes its own time brought. */
interface Reading {

    /** What it says to the check that asked for it. */
    Measurement measure(CheckSpec spec);
}
