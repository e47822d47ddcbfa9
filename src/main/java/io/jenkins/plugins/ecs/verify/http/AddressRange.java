package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A range of IP addresses: {@code 10.0.0.0/8}, {@code fd00::/8}. */
final class AddressRange {

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * Addresses that are not public: those of the IANA registries of special-purpose addresses (RFC 6890 and its
     * successors), and one that responds only within a cloud (168.63.129.16 in Azure).
     */
    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2620:4f:8000::/48",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressRange::parse)
            .toList();

    private static final AddressRange NAT64 = parse("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = parse("2002::/16");

    private final byte[] start;
    private final int bits;

    private AddressRange(byte[] start, int bits) {
        this.start = start;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException if the text is not a range; the message names it */
    @NonNull
    static AddressRange parse(@NonNull String text) {
        String[] parts = text.trim().split("/", 2);
        try {
            if (LITERAL.matcher(parts[0]).matches()) {
                byte[] start = InetAddress.getByName(parts[0]).getAddress();
                int bits = parts.length == 1 ? start.length * 8 : Integer.parseInt(parts[1]);
                if (bits >= 0 && bits <= start.length * 8) {
                    return new AddressRange(start, bits);
                }
            }
        } catch (UnknownHostException | NumberFormatException e) {
            // falls through to the error below
        }
        throw new IllegalArgumentException(HttpMessages.notARange(text));
    }

    boolean contains(@NonNull InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((other[bit / 8] & mask) != (start[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** An IPv6 address that embeds an IPv4 address counts as that IPv4 address. */
    static boolean isPublic(@NonNull InetAddress address) {
        byte[] bytes = address.getAddress();
        try {
            if (NAT64.contains(address)) {
                return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
            }
            if (SIX_TO_FOUR.contains(address)) {
                return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6)));
            }
        } catch (UnknownHostException e) {
            return false;
        }
        return SPECIAL.stream().noneMatch(range -> range.contains(address));
    }
}
