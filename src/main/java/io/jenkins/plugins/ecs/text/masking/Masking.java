package io.jenkins.plugins.ecs.text.masking;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Hides secrets in what is shown to people: log lines, reasons, values of variables. It knows the build's own secrets
 * word for word, and guesses others by the name they are given to or by how they look; rather too often than too
 * seldom. ARNs stay readable: they only name a secret. Each step reads the text once.
 */
public final class Masking {

    static final String MASK = SecretNames.MASK;

    private static final int SHORTEST = 3;
    private static final int SHORTEST_ENCODED = 6;
    private static final int SHORTEST_LINE = 8;

    /** Longest first, so that no part of one secret is left by another. */
    private final Set<String> literals =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Masking(Collection<String> secrets) {
        secrets.forEach(this::add);
    }

    /** By names and looks alone. */
    @NonNull
    public static Masking byPatterns() {
        return new Masking(List.of());
    }

    /** @param secrets values that must not be seen anywhere, such as those of the build's credentials */
    @NonNull
    public static Masking of(@NonNull Collection<String> secrets) {
        return new Masking(secrets);
    }

    private void add(@CheckForNull String secret) {
        if (secret == null || secret.strip().length() < SHORTEST) {
            return;
        }
        literals.add(secret);
        literals.add(secret.strip());
        if (secret.length() >= SHORTEST_ENCODED) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            literals.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            literals.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        }
        if (secret.contains("\n")) {
            secret.lines()
                    .map(String::strip)
                    .filter(l -> l.length() >= SHORTEST_LINE)
                    .forEach(literals::add);
        }
    }

    /** The text without its secrets. */
    @NonNull
    public String text(@CheckForNull String text) {
        return NamedSecrets.mask(SecretPatterns.mask(known(text)));
    }

    /** The text without the secrets that are known word for word; nothing is guessed. */
    @NonNull
    public String known(@CheckForNull String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String masked = text;
        for (String literal : literals) {
            masked = masked.replace(literal, MASK);
        }
        return masked;
    }

    /** The value of a variable or field, hidden as a whole where its name suggests a secret. */
    @NonNull
    public String value(@NonNull String name, @CheckForNull String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return NamedSecrets.isSecret(name) && !value.startsWith(SecretValue.ARN) ? MASK : text(value);
    }

    /** Lines that follow each other: a private key may go over many. It may become fewer lines. */
    @NonNull
    public List<String> lines(@NonNull List<String> lines) {
        return lines.isEmpty()
                ? List.of()
                : List.of(text(String.join("\n", lines)).split("\n", -1));
    }
}
