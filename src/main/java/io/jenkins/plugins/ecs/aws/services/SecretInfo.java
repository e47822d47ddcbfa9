package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A secret of Secrets Manager, without its value.
 *
 * @param isDeleted whether it is scheduled for deletion
 */
public record SecretInfo(@NonNull String arn, @NonNull String name, boolean isDeleted) {}
