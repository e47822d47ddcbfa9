package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/**
 * A parameter of Parameter Store.
 *
 * @param value null if it is encrypted
 * @param isList whether the value is a list with commas between its items
 */
public record Parameter(@NonNull String arn, @CheckForNull String value, boolean isList, long version) {}
