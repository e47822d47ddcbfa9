package io.jenkins.plugins.ecs.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Addresses that replace AWS's own, of one service each or of all of them. Services go by the names that they have in
 * {@code AWS_ENDPOINT_URL_<SERVICE>}. Only an administrator names them.
 *
 * @param all for every service that has none of its own; null for AWS's
 * @param byService by the service's name
 */
public record Endpoints(@CheckForNull URI all, @NonNull Map<String, URI> byService) {

    private static final Endpoints OF_AWS = new Endpoints(null, Map.of());

    public Endpoints {
        byService = Map.copyOf(byService);
    }

    @NonNull
    public static Endpoints ofAws() {
        return OF_AWS;
    }

    /** @param endpoint for all services, or null */
    @NonNull
    public static Endpoints all(@CheckForNull URI endpoint) {
        return endpoint == null ? OF_AWS : new Endpoints(endpoint, Map.of());
    }

    /** The names of the services that this plugin calls, as in {@code AWS_ENDPOINT_URL_<SERVICE>}. */
    @NonNull
    public static List<String> services() {
        return Arrays.stream(AwsService.values())
                .map(service -> service.variable)
                .distinct()
                .sorted()
                .toList();
    }

    /** Of the service, if it is not at AWS's own address. */
    @CheckForNull
    public URI of(AwsService service) {
        return byService.getOrDefault(service.variable, all);
    }

    /** Where calls to ECS go, if not to AWS's own endpoint. */
    @CheckForNull
    public URI ecs() {
        return of(AwsService.ECS);
    }

    /** Whether any service has another endpoint than that of AWS. */
    public boolean isAny() {
        return all != null || !byService.isEmpty();
    }

    /** Whether this address is one of them. */
    public boolean has(@NonNull URI address) {
        return (all != null && isSame(all, address))
                || byService.values().stream().anyMatch(each -> isSame(each, address));
    }

    private static boolean isSame(URI endpoint, URI address) {
        return Objects.equals(endpoint.getScheme(), address.getScheme())
                && Objects.equals(endpoint.getAuthority(), address.getAuthority());
    }

    /** For display: {@code https://…} or {@code ECS at https://…, STS at https://…}; empty for the endpoints of AWS. */
    @NonNull
    public String text() {
        List<String> parts = new ArrayList<>();
        if (all != null) {
            parts.add(all.toString());
        }
        new TreeMap<>(byService).forEach((service, endpoint) -> parts.add(service + " at " + endpoint));
        return String.join(", ", parts);
    }
}
