package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** What this plugin asks of S3. Every method throws {@link AwsFailure}. */
@FunctionalInterface
public interface ObjectsApi {

    /**
     * {@code GetObject}. A bucket in another Region is followed there once.
     *
     * @param most bytes that are read
     * @return empty if it does not exist
     */
    @NonNull
    Optional<StoredObject> object(@NonNull String bucket, @NonNull String key, int most);
}
