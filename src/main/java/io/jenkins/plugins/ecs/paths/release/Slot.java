package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;

/** How far a release is in an environment. The names are persisted. */
public enum Slot {
    NOT_STARTED("not started"),
    /** Until its conditions are met. */
    WAITING("waiting"),
    /** What would change is read, before users are asked to approve. */
    PLANNING("planning"),
    /** The environment that it comes from is verified once more. */
    CONFIRMING("confirming"),
    /** What could let the deployment fail is looked for before its first change. */
    PREFLIGHT("preflight"),
    DEPLOYING("deploying"),
    VERIFYING("verifying"),
    /** Proven, and verified again and again for some time. The service is not locked. */
    WATCHING("watching"),
    ROLLING_BACK("rolling back"),
    DONE("done");

    private final String words;

    Slot(String words) {
        this.words = words;
    }

    @NonNull
    public String words() {
        return words;
    }
}
