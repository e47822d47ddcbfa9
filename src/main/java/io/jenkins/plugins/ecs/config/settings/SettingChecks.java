package io.jenkins.plugins.ecs.config.settings;

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

/** Validates connection settings. Each method returns the error; empty if the value is valid or not set. */
public final class SettingChecks {

    private static final Pattern WELL_FORMED = Pattern.compile("[a-z][a-z0-9-]{1,30}");

    private SettingChecks() {}

    /** @param endpointOverridden whether an own endpoint is used, which may have Regions with any name */
    @NonNull
    public static Optional<String> region(@CheckForNull String region, boolean endpointOverridden) {
        if (region == null || region.isEmpty()) {
            return Optional.empty();
        }
        if (endpointOverridden ? WELL_FORMED.matcher(region).matches() : AwsRegions.isKnown(region)) {
            return Optional.empty();
        }
        return Optional.of(ConfigMessages.unknownRegion(region));
    }

    /** Endpoints separated by commas. */
    @NonNull
    public static Optional<String> endpoints(@CheckForNull String endpoints) {
        return RequestChecks.list(endpoints).stream()
                .map(SettingChecks::endpoint)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Splits a text at commas and line breaks. */
    @NonNull
    public static List<String> list(@CheckForNull String text) {
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
            // falls through to the error below
        }
        return Optional.of(ConfigMessages.notAnEndpoint(endpoint));
    }

    /** Entries {@code SERVICE=endpoint}, separated by commas or line breaks. */
    @NonNull
    public static Optional<String> serviceEndpoints(@CheckForNull String text) {
        Set<String> seen = new HashSet<>();
        for (String each : serviceParts(text)) {
            String service = each.split("=", 2)[0].trim();
            String address = each.contains("=") ? each.split("=", 2)[1].trim() : "";
            if (!Endpoints.services().contains(service)) {
                return Optional.of(ConfigMessages.unknownService(service, each, Endpoints.services()));
            }
            if (!seen.add(service)) {
                return Optional.of(ConfigMessages.repeatedService(service));
            }
            if (address.isEmpty() || endpoint(address).isPresent()) {
                return Optional.of(ConfigMessages.notAServiceEndpoint(service, address));
            }
        }
        return Optional.empty();
    }

    /**
     * @param all the endpoint of all services; null to use {@code otherwise} for services without an own endpoint
     * @param services in the format of {@link #serviceEndpoints}
     */
    @NonNull
    public static Endpoints endpoints(
            @CheckForNull String all, @CheckForNull String services, @NonNull Endpoints otherwise) {
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

    /** @param hosts separated by commas */
    @NonNull
    public static Optional<String> httpHosts(@CheckForNull String hosts) {
        return policyProblem("httpHosts", list(hosts), List.of());
    }

    /** @param ranges separated by commas */
    @NonNull
    public static Optional<String> httpPrivateRanges(@CheckForNull String ranges) {
        return policyProblem("httpPrivateRanges", List.of(), list(ranges));
    }

    /** The error for a text that is not a host or a range of addresses; empty if there is none. */
    @NonNull
    public static Optional<String> policyProblem(
            @NonNull String field, @NonNull List<String> hosts, @NonNull List<String> ranges) {
        try {
            new HostPolicy(hosts, ranges);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(field + ": " + PlainText.line(wrong.getMessage()));
        }
    }
}
