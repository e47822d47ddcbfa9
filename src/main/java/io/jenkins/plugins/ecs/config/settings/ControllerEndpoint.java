package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.Endpoints;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The endpoints that the controller's own process is told to use, by the settings that all AWS SDKs and the AWS CLI share:
 * {@code AWS_ENDPOINT_URL_<SERVICE>} for one service, {@code AWS_ENDPOINT_URL} for the rest, and the SDK's system
 * properties for both. They are the admin's, like the global configuration; a build's environment is never read.
 */
public final class ControllerEndpoint {

    private static final Logger LOGGER = Logger.getLogger(ControllerEndpoint.class.getName());

    private ControllerEndpoint() {}

    @NonNull
    public static Endpoints find() {
        return find(System::getProperty, System::getenv);
    }

    @NonNull
    public static Endpoints find(
            @NonNull UnaryOperator<String> properties, @NonNull UnaryOperator<String> environment) {
        if (Boolean.parseBoolean(properties.apply("aws.ignoreConfiguredEndpointUrls"))
                || Boolean.parseBoolean(environment.apply("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
            return Endpoints.ofAws();
        }
        Map<String, URI> byService = new TreeMap<>();
        for (String service : Endpoints.services()) {
            endpoint(properties, "aws.endpointUrl" + camelCase(service))
                    .or(() -> endpoint(environment, "AWS_ENDPOINT_URL_" + service))
                    .ifPresent(uri -> byService.put(service, uri));
        }
        URI all = endpoint(properties, "aws.endpointUrl")
                .or(() -> endpoint(environment, "AWS_ENDPOINT_URL"))
                .orElse(null);
        return new Endpoints(all, byService);
    }

    private static Optional<URI> endpoint(UnaryOperator<String> source, String name) {
        String value = source.apply(name);
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        if (SettingChecks.endpoint(value.trim()).isPresent()) {
            LOGGER.log(Level.WARNING, "{0} is not the address of an endpoint and is not used", name);
            return Optional.empty();
        }
        return Optional.of(URI.create(value.trim()));
    }

    /** {@code CLOUDWATCH_LOGS} is {@code CloudWatchLogs} in the SDK's properties: the service's name without spaces. */
    private static String camelCase(String service) {
        StringBuilder name = new StringBuilder();
        for (String word : service.split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString().replace("Cloudwatch", "CloudWatch").replace("Codedeploy", "CodeDeploy");
    }
}
