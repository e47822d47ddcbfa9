package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.UnaryOperator;

/**
 * The endpoint that the controller's own process is told to use, by the settings that all AWS SDKs and the AWS CLI share:
 * {@code AWS_ENDPOINT_URL_ECS}, {@code AWS_ENDPOINT_URL} and the SDK's system properties. They are the admin's, like the
 * global configuration; a build's environment is never read.
 */
final class ControllerEndpoint {

    private ControllerEndpoint() {}

    @CheckForNull
    static String find() {
        return find(System::getProperty, System::getenv);
    }

    @CheckForNull
    static String find(@NonNull UnaryOperator<String> properties, @NonNull UnaryOperator<String> environment) {
        String[] found = {
            properties.apply("aws.endpointUrlEcs"),
            environment.apply("AWS_ENDPOINT_URL_ECS"),
            properties.apply("aws.endpointUrl"),
            environment.apply("AWS_ENDPOINT_URL")
        };
        for (String endpoint : found) {
            if (endpoint != null && !endpoint.isBlank()) {
                return endpoint.trim();
            }
        }
        return null;
    }
}
