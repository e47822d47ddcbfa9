package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Base64;

/**
 * The state of a step as it is saved with the Pipeline: encrypted with the key of this Jenkins. It contains values of
 * variables, commands and headers from the Jenkinsfile, which may be secrets.
 */
final class EncryptedState {

    private static final ObjectInputFilter OURS =
            ObjectInputFilter.Config.createFilter("io.jenkins.plugins.ecs.**;java.lang.*;java.util.*;!*");

    private EncryptedState() {}

    @NonNull
    static String seal(@NonNull Serializable facts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(facts);
        }
        return Secret.fromString(Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .getEncryptedValue();
    }

    /** @throws IOException also if the state was encrypted with the key of another Jenkins */
    @NonNull
    static <T extends Serializable> T open(@NonNull String sealed, @NonNull Class<T> type) throws IOException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(Secret.fromString(sealed).getPlainText());
        } catch (IllegalArgumentException notOurs) {
            throw new IOException("The state of a step cannot be decrypted: it was saved by another Jenkins", notOurs);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(OURS);
            return type.cast(in.readObject());
        } catch (ClassNotFoundException | ClassCastException broken) {
            throw new IOException("The state of a step cannot be read", broken);
        }
    }
}
