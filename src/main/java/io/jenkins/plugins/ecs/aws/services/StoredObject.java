package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * An object of S3.
 *
 * @param text empty if it is longer than was allowed
 * @param length in bytes
 * @param version its version, or else its ETag
 */
public record StoredObject(
        @NonNull String text, long length, @NonNull String version) {}
