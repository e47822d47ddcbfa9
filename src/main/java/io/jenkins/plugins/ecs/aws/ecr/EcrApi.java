package io.jenkins.plugins.ecs.aws.ecr;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.Listing;
import java.util.Optional;
import java.util.Set;

/** What this plugin asks of Amazon ECR. Every method throws {@link AwsFailure}. */
public interface EcrApi {

    /** Reads a single image's configuration; its failure has no meaning for the image. */
    String READ_CONFIGURATION = "GetDownloadUrlForLayer";

    /**
     * {@code DescribeImages} of one image; empty if the repository or the image does not exist.
     *
     * @param registryId the account that owns the registry; null for the caller's own
     * @param repository such as {@code shop/api}
     * @param tagOrDigest a digest begins with {@code sha256:}
     */
    @NonNull
    Optional<EcrImage> image(@CheckForNull String registryId, @NonNull String repository, @NonNull String tagOrDigest);

    /**
     * {@code DescribeImages} of a repository: its tagged images, in no order. Empty if the repository does not exist.
     *
     * @param registryId the account that owns the registry; null for the caller's own
     * @param pages how many pages of 1,000 images are read at most
     */
    @NonNull
    Listing<TaggedImage> tagged(@CheckForNull String registryId, @NonNull String repository, int pages);

    /**
     * {@code DescribePullThroughCacheRules}: whether a rule of the registry brings the repository's images from another
     * registry when they are first pulled. Empty if AWS does not report it.
     */
    @NonNull
    Optional<Boolean> isPulledThrough(@CheckForNull String registryId, @NonNull String repository);

    /**
     * {@code BatchGetImage}: the CPU architectures that an image is there for, as in {@code amd64}. The manifest of a
     * single image does not have it; its configuration does, which is stored like a layer ({@link #READ_CONFIGURATION}).
     * Empty if that does not have it either.
     */
    @NonNull
    Set<String> architectures(@CheckForNull String registryId, @NonNull String repository, @NonNull String tagOrDigest);
}
