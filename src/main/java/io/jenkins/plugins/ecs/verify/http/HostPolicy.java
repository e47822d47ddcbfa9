package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the controller may send the requests of {@code http} checks. A Jenkinsfile names the address, and the controller
 * stands where few others do: so only hosts that the administrator lists, and no address that is not public unless it is
 * in a range that the administrator lists.
 */
public final class HostPolicy {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final List<String> hosts;
    private final List<AddressRange> ranges;

    /**
     * @param hosts names, or {@code *.example.com} for all below; none means any
     * @param ranges addresses that are not public and may be asked all the same, such as {@code 10.1.0.0/16}
     * @throws IllegalArgumentException naming what is not such a host or range
     */
    public HostPolicy(@NonNull List<String> hosts, @NonNull List<String> ranges) {
        List<String> names = new ArrayList<>();
        for (String host : hosts) {
            String name = host.trim().toLowerCase(Locale.ROOT);
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + host + "' is not a host. Write it as in api.example.com or *.example.com");
            }
            names.add(name);
        }
        this.hosts = List.copyOf(names);
        this.ranges = ranges.stream().map(AddressRange::parse).toList();
    }

    /** Why no request may go to this host at all; empty if one may, as far as its name goes. */
    @NonNull
    Optional<String> refusal(@NonNull String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean listed = hosts.isEmpty()
                || hosts.stream()
                        .anyMatch(each -> each.startsWith("*.") ? name.endsWith(each.substring(1)) : name.equals(each));
        return listed
                ? Optional.empty()
                : Optional.of(host + " is not among the hosts that the administrator allows for http checks");
    }

    /** Why no connection may go to this address; empty if one may. */
    @NonNull
    Optional<String> refusal(@NonNull InetAddress address) {
        return AddressRange.isPublic(address) || ranges.stream().anyMatch(range -> range.contains(address))
                ? Optional.empty()
                : Optional.of(address.getHostAddress()
                        + " is not a public address, and in no range that the administrator allows for http checks");
    }
}
