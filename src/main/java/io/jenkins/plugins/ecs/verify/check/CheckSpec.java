package io.jenkins.plugins.ecs.verify.check;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of one check, its polling interval and its failure limits. Immutable. Persisted with the build, so it
 * holds no secret.
 */
public final class CheckSpec implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Option of {@code http} checks: the URL. Without it the service's load balancer is used. */
    public static final String URL = "url";

    /** How many consecutive polls may have an error. One more makes the check an error. */
    public static final int CONSECUTIVE_ERROR_LIMIT = 4;

    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final CheckKind kind;
    private final LinkedHashMap<String, String> options;
    private final boolean asked;
    private final long initialDelayMillis;
    private final long intervalMillis;
    private final int count;
    private final int failureLimit;
    private final int consecutiveErrorLimit;
    private final int inconclusiveLimit;
    private final boolean dryRun;

    private CheckSpec(Builder b) {
        kind = b.kind;
        options = new LinkedHashMap<>(b.options);
        asked = b.asked;
        initialDelayMillis = b.initialDelay.toMillis();
        intervalMillis = b.interval.toMillis();
        count = b.count;
        failureLimit = b.failureLimit;
        consecutiveErrorLimit = b.consecutiveErrorLimit;
        inconclusiveLimit = b.inconclusiveLimit;
        dryRun = b.dryRun;
    }

    /** A check that the Jenkinsfile lists: if it cannot be evaluated, that is an error. */
    @NonNull
    public static Builder of(@NonNull CheckKind kind) {
        return new Builder(kind, true);
    }

    /** A check that runs by default: it is skipped if a permission is missing. */
    @NonNull
    public static Builder byDefault(@NonNull CheckKind kind) {
        return new Builder(kind, false);
    }

    /** The same without its initial delay. */
    @NonNull
    public CheckSpec withoutDelay() {
        return builder().initialDelay(Duration.ZERO).build();
    }

    /** The same with more options. */
    @NonNull
    CheckSpec with(@NonNull Map<String, String> more) {
        Builder builder = builder().initialDelay(Duration.ofMillis(initialDelayMillis));
        more.forEach(builder::option);
        return builder.build();
    }

    /** The same without its initial delay, and bad only if it is for all of so many polls. */
    @NonNull
    public CheckSpec patient(@NonNull Duration every, int polls) {
        return builder()
                .initialDelay(Duration.ZERO)
                .interval(every)
                .count(1)
                .failureLimit(polls)
                .inconclusiveLimit(polls)
                .build();
    }

    private Builder builder() {
        Builder builder = new Builder(kind, asked);
        builder.options.putAll(options);
        return builder.interval(Duration.ofMillis(intervalMillis))
                .count(count)
                .failureLimit(failureLimit)
                .consecutiveErrorLimit(consecutiveErrorLimit)
                .inconclusiveLimit(inconclusiveLimit)
                .dryRun(dryRun);
    }

    public CheckKind kind() {
        return kind;
    }

    /** The option of that name, or null. */
    @Nullable
    public String text(String option) {
        return options.get(option);
    }

    public String text(String option, String byDefault) {
        return options.getOrDefault(option, byDefault);
    }

    public int number(String option, int byDefault) {
        String text = options.get(option);
        return text == null ? byDefault : Integer.parseInt(text);
    }

    /** The decimal number, or null. */
    @Nullable
    Double decimal(String option) {
        String text = options.get(option);
        return text == null ? null : Double.valueOf(text);
    }

    boolean isAsked() {
        return asked;
    }

    public long initialDelayMillis() {
        return initialDelayMillis;
    }

    public long intervalMillis() {
        return intervalMillis;
    }

    /** How many polls must pass. */
    public int count() {
        return count;
    }

    /** How many polls may fail. One more makes the check failed. */
    public int failureLimit() {
        return failureLimit;
    }

    public int consecutiveErrorLimit() {
        return consecutiveErrorLimit;
    }

    public int inconclusiveLimit() {
        return inconclusiveLimit;
    }

    /** Whether the verdict is shown but does not count. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Builder of a check. Options that are null or empty are ignored. */
    public static final class Builder {
        private final CheckKind kind;
        private final boolean asked;
        private final Map<String, String> options = new LinkedHashMap<>();
        private Duration initialDelay = Duration.ZERO;
        private Duration interval = INTERVAL;
        private int count = 1;
        private int failureLimit;
        private int consecutiveErrorLimit = CONSECUTIVE_ERROR_LIMIT;
        private int inconclusiveLimit;
        private boolean dryRun;

        private Builder(CheckKind kind, boolean asked) {
            this.kind = kind;
            this.asked = asked;
            this.failureLimit = kind.failureLimit();
            this.inconclusiveLimit = kind == CheckKind.STABLE_FOR ? Integer.MAX_VALUE : kind.failureLimit();
        }

        public Builder option(@NonNull String name, @CheckForNull Object value) {
            if (value != null && !value.toString().isEmpty()) {
                options.put(name, value.toString());
            }
            return this;
        }

        public Builder initialDelay(@CheckForNull Duration delay) {
            initialDelay = delay == null ? initialDelay : delay;
            return this;
        }

        public Builder interval(@CheckForNull Duration interval) {
            this.interval = interval == null ? this.interval : interval;
            return this;
        }

        public Builder count(@CheckForNull Integer count) {
            this.count = count == null ? this.count : count;
            return this;
        }

        public Builder failureLimit(@CheckForNull Integer limit) {
            failureLimit = limit == null ? failureLimit : limit;
            return this;
        }

        public Builder consecutiveErrorLimit(@CheckForNull Integer limit) {
            consecutiveErrorLimit = limit == null ? consecutiveErrorLimit : limit;
            return this;
        }

        public Builder inconclusiveLimit(@CheckForNull Integer limit) {
            inconclusiveLimit = limit == null ? inconclusiveLimit : limit;
            return this;
        }

        public Builder dryRun(boolean dryRun) {
            this.dryRun = dryRun;
            return this;
        }

        @NonNull
        public CheckSpec build() {
            return new CheckSpec(this);
        }
    }
}
