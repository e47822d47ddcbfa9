package io.jenkins.plugins.ecs.aws;

import java.util.List;

/**
 * An image in Amazon ECR.
 *
 * @param digest {@code sha256:…}
 * @param pushedAt epoch milliseconds, AWS's clock; 0 where AWS gives none
 */
public record EcrImage(String digest, List<String> tags, long pushedAt) {}
