package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hosts and addresses to which the controller may send requests. The URL comes from a Jenkinsfile or a folder, and
 * the controller can often reach more than its users. So only hosts that the administrator lists are permitted, and
 * addresses that are not public only in ranges that the administrator lists.
 */
public final class HostPolicy {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final List<String> hosts;
    private final List<AddressRange> ranges;
    private final String purpose;

    /** For {@code http} checks. */
    public HostPolicy(@NonNull List<String> hosts, @NonNull List<String> ranges) {
        this(hosts, ranges, "http checks");
    }

    /**
     * @param hosts host names, or {@code *.example.com} for all subdomains; an empty list permits any host
     * @param ranges permitted ranges of addresses that are not public, such as {@code 10.1.0.0/16}
     * @param purpose what the requests are for, in messages
     * @throws IllegalArgumentException if one is not a host or range; the message names it
     */
    public HostPolicy(@NonNull List<String> hosts, @NonNull List<String> ranges, @NonNull String purpose) {
        List<String> names = new ArrayList<>();
        for (String host : hosts) {
            String name = host.trim().toLowerCase(Locale.ROOT);
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException(HttpMessages.notAHost(host));
            }
            names.add(name);
        }
        this.hosts = List.copyOf(names);
        this.ranges = ranges.stream().map(AddressRange::parse).toList();
        this.purpose = purpose;
    }

    /** Why no request may be sent to this host; empty if its name is permitted. */
    @NonNull
    Optional<String> refusal(@NonNull String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean listed = hosts.isEmpty()
                || hosts.stream()
                        .anyMatch(each -> each.startsWith("*.") ? name.endsWith(each.substring(1)) : name.equals(each));
        return listed ? Optional.empty() : Optional.of(HttpMessages.hostNotAllowed(host, purpose));
    }

    /** Why no connection may be made to this address; empty if it is permitted. */
    @NonNull
    Optional<String> refusal(@NonNull InetAddress address) {
        return AddressRange.isPublic(address) || ranges.stream().anyMatch(range -> range.contains(address))
                ? Optional.empty()
                : Optional.of(HttpMessages.addressNotAllowed(address.getHostAddress(), purpose));
    }
}
