package io.jenkins.plugins.ecs.steps.withecs;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.Secret;
import io.jenkins.plugins.ecs.aws.connection.SessionKeys;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.credentialsbinding.masking.SecretPatterns;

/**
 * The short-lived credentials of one {@code withEcs} block: the newest ones for its steps, and all that ever were, to keep
 * them out of the log. Persisted with the block as {@link Secret}s, which are encrypted there.
 */
final class ExportedKeys implements Serializable {

    private static final long serialVersionUID = 1L;

    static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
    static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
    static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

    static final String STARS = "****";

    private final String region;
    private Secret accessKeyId;
    private Secret secretAccessKey;
    private Secret sessionToken;
    private long expiresAt;
    private ArrayList<Secret> issued = new ArrayList<>();
    private boolean over;
    /** Made of what was issued; far longer than that. */
    private transient Pattern pattern;

    ExportedKeys(@NonNull String region, @NonNull SessionKeys first) {
        this.region = region;
        replace(first);
    }

    /** Steps that begin from here on get these. */
    synchronized void replace(@NonNull SessionKeys keys) {
        accessKeyId = Secret.fromString(keys.accessKeyId());
        secretAccessKey = Secret.fromString(keys.secretAccessKey());
        sessionToken = Secret.fromString(keys.sessionToken());
        expiresAt = keys.expiresAt();
        ArrayList<Secret> all = new ArrayList<>(issued);
        all.addAll(List.of(accessKeyId, secretAccessKey, sessionToken));
        issued = all;
        pattern = null;
    }

    @NonNull
    synchronized Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(ACCESS_KEY_ID, Secret.toString(accessKeyId));
        variables.put(SECRET_ACCESS_KEY, Secret.toString(secretAccessKey));
        variables.put(SESSION_TOKEN, Secret.toString(sessionToken));
        variables.put("AWS_REGION", region);
        variables.put("AWS_DEFAULT_REGION", region);
        return variables;
    }

    /** Matches every credential that the block ever had, also in Base64, in a URL or quoted by a shell. */
    @NonNull
    synchronized Pattern pattern() {
        if (pattern == null) {
            pattern = SecretPatterns.getAggregateSecretPattern(issued.stream()
                    .map(Secret::getPlainText)
                    .flatMap(key -> Stream.of(key, URLEncoder.encode(key, StandardCharsets.UTF_8)))
                    .collect(Collectors.toSet()));
        }
        return pattern;
    }

    /** Epoch milliseconds. */
    synchronized long expiresAt() {
        return expiresAt;
    }

    synchronized void end() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }
}
