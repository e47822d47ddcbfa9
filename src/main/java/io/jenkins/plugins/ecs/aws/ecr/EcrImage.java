package io.jenkins.plugins.ecs.aws.ecr;

/**
 * An image in Amazon ECR.
 *
 * @param digest {@code sha256:…}
 */
public record EcrImage(String digest) {}
