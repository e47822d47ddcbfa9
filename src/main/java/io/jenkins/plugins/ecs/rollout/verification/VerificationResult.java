package io.jenkins.plugins.ecs.rollout.verification;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a verification found. Immutable; persisted with the build. */
public final class VerificationResult implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String verdict;
    private final boolean passed;
    private final boolean failed;
    private final String message;
    private final ArrayList<String> lines;
    private final ArrayList<LinkedHashMap<String, String>> checks;
    private final long finishedAt;

    private VerificationResult(Builder b) {
        verdict = b.verdict;
        passed = b.passed;
        failed = b.failed;
        message = b.message;
        lines = new ArrayList<>(b.lines);
        checks = new ArrayList<>(b.checks);
        finishedAt = b.finishedAt;
    }

    /** @param verdict as the verification calls it; empty while it is in progress */
    @NonNull
    public static Builder of(@NonNull String verdict) {
        return new Builder(verdict);
    }

    /** As the verification calls it; empty while it is in progress. */
    @NonNull
    public String verdict() {
        return verdict;
    }

    /** At least one check passed, and none is bad. */
    public boolean passed() {
        return passed;
    }

    /** A check failed. Without a result it has neither passed nor failed. */
    public boolean failed() {
        return failed;
    }

    /** One line. */
    @NonNull
    public String message() {
        return message;
    }

    /** The value of each check with its limit, in one line. */
    @NonNull
    public String summary() {
        return checks.stream()
                .map(row -> row.get("value") + (row.get("limit").isEmpty() ? "" : " (" + row.get("limit") + ")"))
                .collect(Collectors.joining("; "));
    }

    /** For the log. */
    @NonNull
    public List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    /** By check: {@code check}, {@code verdict}, {@code value}, {@code limit}. */
    @NonNull
    public List<Map<String, String>> checks() {
        return Collections.unmodifiableList(checks);
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** The same without secrets. */
    @NonNull
    public VerificationResult masked(@NonNull UnaryOperator<String> masking) {
        Builder masked = of(verdict)
                .passed(passed)
                .failed(failed)
                .message(masking.apply(message))
                .lines(lines.stream().map(masking).toList())
                .finishedAt(finishedAt);
        checks.forEach(row -> masked.check(
                row.get("check"),
                row.get("verdict"),
                masking.apply(row.get("value")),
                masking.apply(row.get("limit"))));
        return masked.build();
    }

    /** Collects a result. */
    public static final class Builder {

        private final String verdict;
        private boolean passed;
        private boolean failed;
        private String message = "";
        private List<String> lines = List.of();
        private final List<LinkedHashMap<String, String>> checks = new ArrayList<>();
        private long finishedAt;

        private Builder(String verdict) {
            this.verdict = verdict;
        }

        public Builder passed(boolean all) {
            passed = all;
            return this;
        }

        public Builder failed(boolean one) {
            failed = one;
            return this;
        }

        public Builder message(@NonNull String line) {
            message = line;
            return this;
        }

        public Builder lines(@NonNull List<String> forTheLog) {
            lines = forTheLog;
            return this;
        }

        public Builder check(
                @NonNull String name, @NonNull String verdict, @NonNull String value, @NonNull String limit) {
            LinkedHashMap<String, String> row = new LinkedHashMap<>();
            row.put("check", name);
            row.put("verdict", verdict);
            row.put("value", value);
            row.put("limit", limit);
            checks.add(row);
            return this;
        }

        public Builder finishedAt(long millis) {
            finishedAt = millis;
            return this;
        }

        @NonNull
        public VerificationResult build() {
            return new VerificationResult(this);
        }
    }
}
