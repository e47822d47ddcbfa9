package io.jenkins.plugins.ecs.aws;

/**
 * An image in Amazon ECR.
 *
 * @param digest {@code sha256:…}
 */
public record EcrImage(String digest) {}
