package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.rollout.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is wrong with a connection's settings; empty means nothing is wrong or nothing is set. */
public final class SettingChecks {

    private static final Pattern WELL_FORMED = Pattern.compile("[a-z][a-z0-9-]{1,30}");

    private SettingChecks() {}

    /** @param endpointOverridden an own endpoint may have Regions of its own names */
    @NonNull
    public static Optional<String> region(@CheckForNull String region, boolean endpointOverridden) {
        if (region == null || region.isEmpty()) {
            return Optional.empty();
        }
        if (endpointOverridden ? WELL_FORMED.matcher(region).matches() : AwsRegions.isKnown(region)) {
            return Optional.empty();
        }
        return Optional.of("region: '" + PlainText.line(region) + "' is not an AWS Region that this Jenkins knows."
                + " Write it as in eu-central-1; if AWS opened it only lately, update the AWS SDK plugins");
    }

    @NonNull
    public static Optional<String> endpoint(@CheckForNull String endpoint) {
        if (endpoint == null || endpoint.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(endpoint);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return Optional.empty();
            }
        } catch (URISyntaxException e) {
            // falls through to the one message
        }
        return Optional.of("endpointOverride: '" + PlainText.line(endpoint)
                + "' is not an endpoint. Write it as in https://ecs.example.com or http://127.0.0.1:8080");
    }
}
