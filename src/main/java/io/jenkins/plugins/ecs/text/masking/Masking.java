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
 * Masks secrets in displayed texts: log lines, reasons, values of variables. The build's own secrets are known
 * literally. Others are guessed by the name of the field or by their form, and rather too many than too few are masked.
 * ARNs stay readable, because they only name a secret. Each pass reads the text once.
 */
public final class Masking {

    static final String MASK = SecretNames.MASK;

    private static final int SHORTEST = 3;
    private static final int SHORTEST_ENCODED = 6;
    private static final int SHORTEST_LINE = 8;

    /** Longest first, so that masking one secret leaves no part of a longer one. */
    private final Set<String> literals =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private Masking(Collection<String> secrets) {
        secrets.forEach(this::add);
    }

    /** Guesses only, by names and forms. */
    @NonNull
    public static Masking byPatterns() {
        return new Masking(List.of());
    }

    /** @param secrets values to mask everywhere, such as those of the build's credentials */
    @NonNull
    public static Masking of(@NonNull Collection<String> secrets) {
        return new Masking(secrets);
    }

    /** With more secrets. */
    @NonNull
    public Masking and(@NonNull Collection<String> secrets) {
        if (secrets.isEmpty()) {
            return this;
        }
        Masking both = new Masking(secrets);
        both.literals.addAll(literals);
        return both;
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

    /** The text without the literally known secrets. Nothing is guessed. */
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

    /** The value of a variable or field, masked as a whole if its name suggests a secret. */
    @NonNull
    public String value(@NonNull String name, @CheckForNull String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        return NamedSecrets.isSecret(name) && !value.startsWith(SecretValue.ARN) ? MASK : text(value);
    }

    /** Masks consecutive lines, because a private key may span several. The result may have fewer lines. */
    @NonNull
    public List<String> lines(@NonNull List<String> lines) {
        return lines.isEmpty()
                ? List.of()
                : List.of(text(String.join("\n", lines)).split("\n", -1));
    }
}
