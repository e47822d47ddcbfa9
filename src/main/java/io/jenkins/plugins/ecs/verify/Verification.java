package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.state.ServiceOutcome;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import io.jenkins.plugins.ecs.verify.check.Names;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a verification; immutable, and small enough to be kept with the build. */
public final class Verification implements ServiceOutcome, Serializable {

    private static final long serialVersionUID = 1L;

    /** What counts most for the whole comes first. */
    private static final List<CheckVerdict> WORST_FIRST =
            List.of(CheckVerdict.FAILED, CheckVerdict.ERROR, CheckVerdict.INCONCLUSIVE, CheckVerdict.PASSED);

    private final String region;
    private final String cluster;
    private final String service;
    private final ArrayList<CheckRow> rows = new ArrayList<>();
    private final ArrayList<CheckVerdict> failOn;
    private final String endedBy;
    private final long startedAt;
    private final long finishedAt;

    private Verification(VerifyState s) {
        region = s.request.region();
        cluster = s.request.clusterName();
        service = s.request.serviceName();
        failOn = new ArrayList<>(s.request.failOn());
        endedBy = s.endedBy;
        startedAt = s.startedAt;
        finishedAt = s.finishedAt;
        for (int i = 0; i < s.checks.size(); i++) {
            rows.add(new CheckRow(s.request.checks().get(i), s.checks.get(i)));
        }
    }

    @NonNull
    public static Verification of(@NonNull VerifyState state) {
        return new Verification(state);
    }

    /** The worst verdict that counts; null while it is under way. */
    @Nullable
    public CheckVerdict verdict() {
        if (finishedAt == 0) {
            return null;
        }
        return WORST_FIRST.stream()
                .filter(verdict -> rows.stream().anyMatch(row -> row.counts() && row.verdict() == verdict))
                .findFirst()
                .orElse(CheckVerdict.SKIPPED);
    }

    /** Whether the build fails. */
    public boolean fails() {
        return rows.stream().anyMatch(row -> row.counts() && failOn.contains(row.verdict()));
    }

    /** Whether the build goes on, but as one to look at. */
    public boolean isUnstable() {
        return !fails()
                && rows.stream().anyMatch(row -> row.counts() && row.verdict().isBad());
    }

    /** The one line that a person needs. */
    @NonNull
    @Override
    public String message() {
        String what = cluster + "/" + service;
        CheckVerdict verdict = verdict();
        if (verdict == null) {
            return "verifying " + what;
        }
        List<CheckRow> bad = rows.stream()
                .filter(row -> row.counts() && (row.verdict().isBad() || failOn.contains(row.verdict())))
                .sorted((a, b) -> Integer.compare(order(a), order(b)))
                .toList();
        String why = bad.isEmpty() ? passed() : onlyCause().orElseGet(() -> String.join("; ", reasons(bad)));
        return PlainText.line(verdict + ": " + what + ": " + why);
    }

    /** How it ended, for the console, in one block: a failure's {@link #message()} comes first. */
    @NonNull
    public List<String> consoleLines() {
        if (!fails() && !isUnstable()) {
            List<String> lines = new ArrayList<>(table());
            lines.add(message());
            return lines;
        }
        List<String> lines = new ArrayList<>(List.of(message()));
        advice().forEach(advice -> lines.add("  What to do: " + advice));
        if (onlyCause().isEmpty()) {
            table().forEach(line -> lines.add("  " + line));
        }
        lines.add("  The service in the AWS console: " + consoleUrl());
        return lines;
    }

    /** What to do about the checks that are bad, as far as that is known. */
    @NonNull
    public List<String> advice() {
        return rows.stream()
                .filter(row ->
                        row.counts() && row.verdict().isBad() && !row.advice().isEmpty())
                .map(CheckRow::advice)
                .distinct()
                .toList();
    }

    /** What keeps every check from being made, where it is one and the same. */
    private Optional<String> onlyCause() {
        List<CheckRow> seen =
                rows.stream().filter(row -> !row.value().equals(endedBy)).toList();
        List<String> said = seen.stream().map(CheckRow::value).distinct().toList();
        return seen.size() > 1
                        && said.size() == 1
                        && seen.stream().noneMatch(row -> row.verdict() == CheckVerdict.PASSED)
                ? Optional.of(said.get(0))
                : Optional.empty();
    }

    /** What several checks say in the same words is said once. */
    private static List<String> reasons(List<CheckRow> bad) {
        Map<String, List<String>> checks = new LinkedHashMap<>();
        for (CheckRow row : bad) {
            String said = " " + row.verdict() + ": " + row.value()
                    + (row.limit().isEmpty() ? "" : " (to be " + row.limit() + ")");
            checks.computeIfAbsent(said, s -> new ArrayList<>()).add(row.check());
        }
        return checks.entrySet().stream()
                .map(each -> String.join(", ", each.getValue()) + each.getKey())
                .toList();
    }

    private int order(CheckRow row) {
        int place = WORST_FIRST.indexOf(row.verdict());
        return place < 0 ? WORST_FIRST.size() : place;
    }

    private String passed() {
        long passed = rows.stream()
                .filter(row -> row.verdict() == CheckVerdict.PASSED)
                .count();
        long skipped = rows.stream()
                .filter(row -> row.verdict() == CheckVerdict.SKIPPED)
                .count();
        return Names.count(passed, "check") + " passed" + (skipped == 0 ? "" : ", " + skipped + " skipped") + " in "
                + Durations.text(finishedAt - startedAt);
    }

    /** The table of all checks, a line each, with a heading. */
    @NonNull
    public List<String> table() {
        return OutcomeTable.lines(rows, startedAt);
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public String cluster() {
        return cluster;
    }

    @Override
    public String service() {
        return service;
    }

    @NonNull
    public List<CheckRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Why it ended before all checks were over; empty if it did not. */
    @NonNull
    public String endedBy() {
        return endedBy;
    }

    /** Epoch milliseconds. */
    @Override
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is under way. */
    @Override
    public long finishedAt() {
        return finishedAt;
    }
}
