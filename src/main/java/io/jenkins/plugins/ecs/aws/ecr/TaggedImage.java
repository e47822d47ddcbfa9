package io.jenkins.plugins.ecs.aws.ecr;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/**
 * A tagged image of a repository in Amazon ECR.
 *
 * @param digest {@code sha256:…}; empty if AWS does not report it
 * @param pushedAt epoch milliseconds; 0 if AWS does not report it
 */
public record TaggedImage(
        @NonNull List<String> tags, @NonNull String digest, long pushedAt) {}
