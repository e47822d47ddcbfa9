package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Who AWS takes the holder of credentials for. */
public record CallerIdentity(
        @NonNull String account, @NonNull String arn) {}
