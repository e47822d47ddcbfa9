package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;

/** The name of an environment that is no target. */
final class EnvironmentPlace {

    private EnvironmentPlace() {}

    @NonNull
    static String of(@NonNull String cluster, @NonNull String region) {
        return cluster + ", " + region;
    }
}
