package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The headers of Standard Webhooks 1.0.0: an id that stays the same, the time of the attempt, and signatures. */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final List<byte[]> keys;

    private WebhookSignature(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @param secret {@code whsec_<base64>}; while it is being changed, both secrets with a space between them. Empty
     *     for no signature
     * @throws IllegalArgumentException if it has another form; the message does not contain it
     */
    @NonNull
    static WebhookSignature of(@NonNull String secret) {
        return new WebhookSignature(Arrays.stream(secret.trim().split("\\s+"))
                .filter(each -> !each.isEmpty())
                .map(each ->
                        key(each).orElseThrow(() -> new IllegalArgumentException(NotificationMessages.NOT_A_SECRET)))
                .toList());
    }

    private static Optional<byte[]> key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            return key.length < SHORTEST || key.length > LONGEST ? Optional.empty() : Optional.of(key);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** @param now epoch milliseconds */
    @NonNull
    Map<String, String> headers(@NonNull String id, long now, @NonNull byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        String seconds = String.valueOf(now / 1000);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        if (!keys.isEmpty()) {
            byte[] start = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
            headers.put(
                    "webhook-signature",
                    keys.stream().map(key -> "v1," + sign(key, start, body)).collect(Collectors.joining(" ")));
        }
        return headers;
    }

    private static String sign(byte[] key, byte[] start, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(start);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
