package io.jenkins.plugins.ecs.text;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of texts. */
public final class Sha256 {

    private Sha256() {}

    /** Of the text in UTF-8: 64 lower case hexadecimal digits. */
    @NonNull
    public static String hex(@NonNull String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            // The class documentation of MessageDigest: every Java platform has it.
            throw new AssertionError(e);
        }
    }
}
