package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** What this plugin asks of AWS IAM. Every method throws {@link AwsFailure}. */
public interface IamApi {

    /**
     * {@code GetRole}: who may assume a role, as a policy document; empty if there is no such role.
     *
     * @param name without its path
     */
    @NonNull
    Optional<JsonNode> trust(@NonNull String name);
}
