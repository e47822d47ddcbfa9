package io.jenkins.plugins.ecs.scaling;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * Something that is wrong with the member {@code scaling} of a file.
 *
 * @param path where, such as {@code scaling.policies[0].policyName}
 */
public record ScalingProblem(@NonNull String path, @NonNull String message) {

    @Override
    public String toString() {
        return path + ": " + message;
    }
}
