package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsRegions;
import io.jenkins.plugins.ecs.aws.Endpoints;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.http.HostPolicy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /** Addresses with commas between them. */
    @NonNull
    static Optional<String> endpoints(@CheckForNull String endpoints) {
        return RequestChecks.list(endpoints).stream()
                .map(SettingChecks::endpoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The parts of a text with commas or line ends between them. */
    @NonNull
    static List<String> list(@CheckForNull String text) {
        return RequestChecks.list(text);
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

    /** {@code SERVICE=address} each, with commas or line ends between them. */
    @NonNull
    public static Optional<String> serviceEndpoints(@CheckForNull String text) {
        Set<String> seen = new HashSet<>();
        for (String each : serviceParts(text)) {
            String service = each.split("=", 2)[0].trim();
            String address = each.contains("=") ? each.split("=", 2)[1].trim() : "";
            if (!Endpoints.services().contains(service)) {
                return Optional.of("serviceEndpoints: '" + PlainText.line(service) + "' in '" + PlainText.line(each)
                        + "' is not a service that this plugin calls. Write one of "
                        + String.join(", ", Endpoints.services()) + ", as in ECS=https://ecs.example.com");
            }
            if (!seen.add(service)) {
                return Optional.of("serviceEndpoints: " + service + " is there twice. Leave one");
            }
            if (address.isEmpty() || endpoint(address).isPresent()) {
                return Optional.of("serviceEndpoints: '" + PlainText.line(address) + "' of " + service
                        + " is not an endpoint. Write it as in " + service + "=https://ecs.example.com");
            }
        }
        return Optional.empty();
    }

    /**
     * @param all for all services, or null; then {@code otherwise} counts for those that have none here
     * @param services as {@link #serviceEndpoints} takes them
     */
    @NonNull
    static Endpoints endpoints(@CheckForNull String all, @CheckForNull String services, @NonNull Endpoints otherwise) {
        Map<String, URI> byService = new TreeMap<>(all == null ? otherwise.byService() : Map.of());
        for (String each : serviceParts(services)) {
            String[] parts = each.split("=", 2);
            byService.put(parts[0].trim(), URI.create(parts[1].trim()));
        }
        return new Endpoints(all == null ? otherwise.all() : URI.create(all), byService);
    }

    private static List<String> serviceParts(String text) {
        return text == null ? List.of() : list(text.replaceAll("[\\r\\n]+", ","));
    }

    /** @param hosts with commas between them */
    @NonNull
    public static Optional<String> httpHosts(@CheckForNull String hosts) {
        return policyProblem("httpHosts", list(hosts), List.of());
    }

    /** @param ranges with commas between them */
    @NonNull
    public static Optional<String> httpPrivateRanges(@CheckForNull String ranges) {
        return policyProblem("httpPrivateRanges", List.of(), list(ranges));
    }

    private static Optional<String> policyProblem(String field, List<String> hosts, List<String> ranges) {
        try {
            new HostPolicy(hosts, ranges);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(field + ": " + PlainText.line(wrong.getMessage()));
        }
    }
}
