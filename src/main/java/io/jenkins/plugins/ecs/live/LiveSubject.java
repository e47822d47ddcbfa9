package io.jenkins.plugins.ecs.live;

import edu.umd.cs.findbugs.annotations.NonNull;

/** A service to read, by the names of its cluster and itself. */
public record LiveSubject(@NonNull String cluster, @NonNull String service) {}
