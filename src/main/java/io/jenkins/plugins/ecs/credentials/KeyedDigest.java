package io.jenkins.plugins.ecs.credentials;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Tells whether two secrets are the same without keeping them. Its key lives as long as this process. */
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

    /** @param parts of which any may be null; where one ends matters */
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
