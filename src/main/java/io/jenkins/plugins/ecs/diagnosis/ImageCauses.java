package io.jenkins.plugins.ecs.diagnosis;

import static io.jenkins.plugins.ecs.diagnosis.CauseRule.cause;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.BUDGETED;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.PERMANENT;
import static io.jenkins.plugins.ecs.diagnosis.Permanence.TRANSIENT;

import java.util.List;

/** Pulling the image. Fargate may cut a text anywhere; then the last row matches the rest. */
final class ImageCauses {

    static final List<CauseRule> RULES = List.of(
            cause("ecr-rate-limit", TRANSIENT, "the registry limits the pull rate")
                    .advice("for Docker Hub set 'repositoryCredentials', or pull through an Amazon ECR pull-through"
                            + " cache")
                    .doc(Docs.PULL)
                    .when(
                            "toomanyrequests",
                            "pull rate limit",
                            "429 Too Many Requests",
                            "CannotPull*Rate exceeded",
                            "CannotPull*ThrottlingException"),
            cause("image-wrong-architecture", PERMANENT, "the image is built for another CPU architecture")
                    .advice("build the image for the task's 'runtimePlatform.cpuArchitecture' (docker buildx build"
                            + " --platform linux/amd64 or linux/arm64), or change that field")
                    .doc(Docs.ARM)
                    .when(
                            "exec format error",
                            "does not contain descriptor matching platform",
                            "no matching manifest for",
                            "no match for platform in manifest",
                            "does not match the specified platform"),
            cause("disk-full", BUDGETED, "no disk space for the image")
                    .advice("on Fargate raise 'ephemeralStorage.sizeInGiB'; on EC2 enlarge or clean the instance's"
                            + " volume")
                    .doc(Docs.STORAGE)
                    .when("no space left on device", "devmapper: Thin Pool", "not enough free space"),
            cause("image-manifest", PERMANENT, "the image's manifest cannot be used")
                    .advice("rebuild and push the image with a current builder (OCI or Docker schema 2 manifest)")
                    .doc(Docs.PULL)
                    .when(
                            "mismatched image rootfs and manifest layers",
                            "CannotPull*unsupported media type",
                            "CannotPull*media type * is no longer supported",
                            "CannotPull*unsupported manifest",
                            "CannotPull*schema 1"),
            cause("image-reference", PERMANENT, "the image reference is malformed")
                    .advice("correct 'image' of the container: registry/repository:tag or registry/repository@sha256:…")
                    .doc(Docs.PARAMETERS_OF_TASKS)
                    .when("invalid reference format", "could not parse reference"),
            cause("image-pull-denied", PERMANENT, "not allowed to get a token from Amazon ECR")
                    .advice("allow ecr:GetAuthorizationToken for the role 'executionRoleArn'"
                            + " (AmazonECSTaskExecutionRolePolicy has it)")
                    .doc(Docs.EXECUTION_ROLE)
                    .when(
                            "not authorized to perform: ecr:GetAuthorizationToken",
                            "ecr registry auth*AccessDenied",
                            "registry auth from Amazon ECR*AccessDenied"),
            cause("image-pull-denied", PERMANENT, "not allowed to download the image's layers from Amazon S3")
                    .advice("allow s3:GetObject in the policy of the S3 VPC endpoint on"
                            + " prod-<region>-starport-layer-bucket")
                    .doc(Docs.PULL)
                    .when("starport-layer-bucket*403 Forbidden"),
            cause("image-not-found", PERMANENT, "the image does not exist")
                    .advice("push the image with this tag or digest, or correct 'image' of the container")
                    .doc(Docs.PULL)
                    .when(
                            "Check whether the image exists",
                            "CannotPull*manifest unknown",
                            "CannotPull*name unknown",
                            "CannotPull*name_unknown",
                            "CannotPull*not found",
                            "CannotPull*API error (404)",
                            "CannotPull*The image requested does not exist",
                            "CannotPull*ImageNotFoundException",
                            "CannotPull*RepositoryNotFoundException",
                            "CannotPull*does not exist in the registry"),
            cause("image-pull-denied", PERMANENT, "not allowed to pull the image")
                    .advice("allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository for"
                            + " 'executionRoleArn' (on EC2 without one: the instance role), or set"
                            + " 'repositoryCredentials' for the registry")
                    .doc(Docs.PULL)
                    .when(
                            "has the permissions to pull images from the registry",
                            "not authorized to perform: ecr:",
                            "CannotPull*pull access denied",
                            "CannotPull*access to the resource is denied",
                            "CannotPull*authorization failed",
                            "CannotPull*403 Forbidden",
                            "CannotPull*401 Unauthorized",
                            "CannotPull*no basic auth credentials",
                            "CannotPull*incorrect username or password",
                            "CannotPull*AccessDenied",
                            "CannotPullContainerAuthError"),
            cause("image-pull-network", BUDGETED, "the registry cannot be reached")
                    .advice(
                            "connect the task's subnets: NAT gateway, or 'assignPublicIp: ENABLED' in a public subnet, or"
                                    + " VPC endpoints for ecr.api, ecr.dkr and s3; and allow outbound traffic to port 443 in the"
                                    + " security group")
                    .doc(Docs.CONNECTIVITY)
                    .when(
                            "connection issue between the task and Amazon ECR",
                            "ecr registry auth*RequestError",
                            "ecr registry auth*request send failed",
                            "ecr registry auth*timeout",
                            "ecr registry auth*deadline exceeded",
                            "ecr registry auth*signal: killed",
                            "can't pull the image. Check your network configuration",
                            "CannotPull*timeout",
                            "CannotPull*timed out",
                            "CannotPull*request canceled",
                            "CannotPull*context canceled",
                            "CannotPull*deadline exceeded",
                            "CannotPull*dial tcp",
                            "CannotPull*no such host",
                            "CannotPull*connection re",
                            "CannotPull*network is unreachable",
                            "CannotPull*signal: killed",
                            "CannotPull*nil pointer dereference",
                            "CannotPull*: EOF",
                            "CannotPull*x509:",
                            "CannotPull*500 Internal Server Error",
                            "CannotPull*502 Bad Gateway",
                            "CannotPull*503 Service Unavailable"),
            cause("image-pull", BUDGETED, "the image cannot be pulled")
                    .advice(
                            "check that 'image' exists, that 'executionRoleArn' may pull it, and that the task's subnets"
                                    + " can reach its registry")
                    .doc(Docs.PULL)
                    .when("CannotPull", "error pulling image"));

    private ImageCauses() {}
}
