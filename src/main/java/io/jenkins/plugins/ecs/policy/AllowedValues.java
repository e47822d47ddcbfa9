package io.jenkins.plugins.ecs.policy;

import io.jenkins.plugins.ecs.taskdef.ImageReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Only values that match one of the patterns are allowed.
 *
 * @param patterns with {@code *} and {@code ?}; for images {@code host} or {@code host/repository}, for roles
 *     the whole ARN
 */
public record AllowedValues(Kind kind, List<String> patterns) implements Rule {

    /** The values that a rule compares. */
    public enum Kind {
        ACCOUNTS("accounts", "account"),
        REGIONS("regions", "Region"),
        CLUSTERS("clusters", "cluster"),
        SERVICES("services", "service"),
        ROLES("roles", "role"),
        REGISTRIES("registries", "image");

        final String field;
        final String words;

        Kind(String field, String words) {
            this.field = field;
            this.words = words;
        }
    }

    @Override
    public String name() {
        return kind.field;
    }

    @Override
    public boolean isAboutExport() {
        return kind == Kind.ACCOUNTS || kind == Kind.REGIONS || kind == Kind.ROLES;
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        List<String> values = values(change);
        if (values == null) {
            return Optional.of(PolicyMessages.unknown(kind.words, patterns));
        }
        return values.stream()
                .filter(value -> patterns.stream().noneMatch(pattern -> matches(pattern, value)))
                .findFirst()
                .map(value -> PolicyMessages.notAllowed(kind.words, value, patterns));
    }

    /** Null if unknown. */
    private List<String> values(Change change) {
        switch (kind) {
            case ACCOUNTS:
                return change.account() == null ? null : List.of(change.account());
            case REGIONS:
                return List.of(change.region());
            case CLUSTERS:
                return List.of(change.cluster());
            case SERVICES:
                return change.task() != null && change.service().isEmpty() ? null : List.of(change.service());
            case ROLES:
                return change.roles();
            default:
                return change.images();
        }
    }

    private boolean matches(String pattern, String value) {
        if (kind != Kind.REGISTRIES) {
            return Glob.matches(pattern, value);
        }
        // Compared separately: a star in the pattern of a host must not match the beginning of a repository.
        String lower = pattern.toLowerCase(Locale.ROOT);
        int slash = lower.indexOf('/');
        String host = slash < 0 ? lower : lower.substring(0, slash);
        return Glob.matches(host, ImageReference.registryOf(value))
                && (slash < 0
                        || Images.repositories(value).stream()
                                .anyMatch(repository -> Glob.matches(lower.substring(slash + 1), repository)));
    }
}
