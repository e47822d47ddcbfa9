/** ECR: image digests, tags and manifests. */
package io.jenkins.plugins.ecs.aws.ecr;
