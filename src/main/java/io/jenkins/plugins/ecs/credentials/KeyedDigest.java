package io.jenkins.plugins.ecs.credentials;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Compares secrets without storing them. The key of the digest is random and exists only in this process. */
final class KeyedDigest {

    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKey KEY = key();

    private KeyedDigest() {}

    private static SecretKey key() {
        try {
            return KeyGenerator.getInstance(ALGORITHM).generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param parts any may be null; ("ab", "c") and ("a", "bc") give different digests */
    static String of(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(KEY);
            for (String part : parts) {
                byte[] bytes = (part == null ? "" : part).getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
