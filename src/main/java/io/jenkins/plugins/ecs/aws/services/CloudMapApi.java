package io.jenkins.plugins.ecs.aws.services;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsCall;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.Optional;

/** AWS Cloud Map. Each method throws {@link AwsFailure} when there is no usable answer. */
public final class CloudMapApi {

    private final AwsCall cloudMap;

    public CloudMapApi(@NonNull AwsCall cloudMap) {
        this.cloudMap = cloudMap;
    }

    /**
     * {@code GetNamespace}: the name of a namespace; empty if it does not exist.
     *
     * @param arn {@code arn:aws:servicediscovery:<region>:<account>:namespace/ns-…}
     */
    @NonNull
    public Optional<String> namespace(@NonNull String arn) {
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        try {
            String name = cloudMap.call(
                            "GetNamespace",
                            JsonNodeFactory.instance.objectNode().put("Id", id))
                    .at("/Namespace/Name")
                    .asText("");
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (AwsFailure failure) {
            if ("NamespaceNotFound".equals(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
