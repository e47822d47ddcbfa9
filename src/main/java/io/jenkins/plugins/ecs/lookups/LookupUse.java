package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.TextPath;

/**
 * A look-up at one place of a definition.
 *
 * @param otherwise the default that is written here; null for none
 * @param isReference whether the name of a secret belongs here, not its value
 * @param isWhole whether nothing stands beside it
 */
public record LookupUse(
        @NonNull Lookup lookup,
        @CheckForNull String otherwise,
        @NonNull TextPath path,
        boolean isReference,
        boolean isWhole) {}
