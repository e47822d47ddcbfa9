package io.jenkins.plugins.ecs.text.masking;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import org.junit.Test;

public class SecretNamesTest {
    @Test
    public void namesThatSuggestASecretAreFound() {
        for (String name :
                List.of("DB_PASSWORD", "apiKey", "splunk-token", "STRIPE_KEY", "AUTH", "Authorization", "SENTRY_DSN")) {
            assertThat(name, SecretNames.looksSecret(name), equalTo(true));
        }
        for (String name : List.of("LOG_LEVEL", "AUTHOR", "KEYBOARD", "MONKEY", "DB_HOST", "credentialsId", "")) {
            assertThat(name, SecretNames.looksSecret(name), equalTo(false));
        }
        assertThat(SecretNames.looksSecret(null), equalTo(false));
    }

    @Test
    public void valuesOfWellKnownKindsAreFound() {
        for (String value : List.of(
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN RSA PRIVATE KEY-----",
                "ghp_0123456789abcdef",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x",
                "https://u:p@host")) {
            assertThat(value, SecretNames.looksLikeSecretValue(value), equalTo(true));
        }
        for (String value : List.of("info", "https://host/x@y", "arn:aws:iam::123456789012:role/x", "12:30")) {
            assertThat(value, SecretNames.looksLikeSecretValue(value), equalTo(false));
        }
    }

    @Test
    public void secretsInsideATextAreMasked() {
        String[][] table = {
            {"plain text", "plain text"},
            {"--password=x y", "--password=*** y"},
            {"{\"token\": \"a b\"}", "{\"token\": ***}"},
            {"Authorization: Bearer abc", "Authorization: Bearer ***"},
            {"redis://:pw@h:1", "redis://:***@h:1"},
            {"use AKIAIOSFODNN7EXAMPLE", "***"},
        };
        for (String[] row : table) {
            assertThat(SecretNames.masked(row[0]), equalTo(row[1]));
        }
    }

    @Test
    public void longTextsTakeNoLongTime() {
        long start = System.nanoTime();
        for (String piece : List.of("a", "pass", "://", "-", "key_", "\"")) {
            SecretNames.masked(piece.repeat(60_000 / piece.length()));
        }

        assertThat((System.nanoTime() - start) / 1_000_000_000, lessThan(10L));
    }
}
