package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.rollout.state.ServiceOutcome;
import io.jenkins.plugins.ecs.rollout.verification.VerificationResult;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The outcome of a verification so far. Immutable, and small enough to be stored with the build. */
public final class Verification implements ServiceOutcome, Serializable {

    private static final long serialVersionUID = 1L;

    /** The first of these that a check has is the verdict of the verification. */
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
    private final String iamPolicy;

    private Verification(VerifyState s) {
        region = s.request.region();
        cluster = s.request.clusterName();
        service = s.request.serviceName();
        failOn = new ArrayList<>(s.request.failOn());
        endedBy = s.endedBy;
        startedAt = s.startedAt;
        finishedAt = s.finishedAt;
        iamPolicy = s.iamPolicy == null ? "" : s.iamPolicy;
        for (int i = 0; i < s.checks.size(); i++) {
            rows.add(new CheckRow(s.request.checks().get(i), s.checks.get(i)));
        }
    }

    @NonNull
    public static Verification of(@NonNull VerifyState state) {
        return new Verification(state);
    }

    /** The worst verdict that counts; null while the verification is in progress. */
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

    /** Whether the build continues as {@code UNSTABLE}. */
    public boolean isUnstable() {
        return !fails()
                && rows.stream().anyMatch(row -> row.counts() && row.verdict().isBad());
    }

    /** The outcome in one line. */
    @NonNull
    @Override
    public String message() {
        String what = cluster + "/" + service;
        CheckVerdict verdict = verdict();
        if (verdict == null) {
            return VerifyMessages.verifying(what);
        }
        return PlainText.line(VerifyMessages.outcome(verdict, what, why()));
    }

    /** Which checks are bad, with their values; how many passed if none is. */
    private String why() {
        List<CheckRow> bad = rows.stream()
                .filter(row -> row.counts() && (row.verdict().isBad() || failOn.contains(row.verdict())))
                .sorted((a, b) -> Integer.compare(order(a), order(b)))
                .toList();
        return bad.isEmpty() ? passed() : onlyCause().orElseGet(() -> String.join("; ", reasons(bad)));
    }

    /** For the deployment that is verified. */
    @NonNull
    VerificationResult result() {
        CheckVerdict verdict = verdict();
        VerificationResult.Builder result = VerificationResult.of(verdict == null ? "" : verdict.name())
                .passed(verdict == CheckVerdict.PASSED)
                .failed(verdict == CheckVerdict.FAILED)
                .message(verdict == null ? "" : PlainText.line(why()))
                .lines(table())
                .finishedAt(finishedAt);
        rows.forEach(row -> result.check(
                row.check(), row.verdict() == null ? "" : row.verdict().name(), row.value(), row.limit()));
        return result.build();
    }

    /** The outcome for the console log. It begins with {@link #message()} if the verification failed. */
    @NonNull
    public List<String> consoleLines() {
        if (!fails() && !isUnstable()) {
            List<String> lines = new ArrayList<>(table());
            lines.add(message());
            return lines;
        }
        List<String> lines = new ArrayList<>(List.of(message()));
        advice().forEach(advice -> lines.add(VerifyMessages.adviceLine(advice)));
        if (onlyCause().isEmpty()) {
            table().forEach(line -> lines.add(VerifyMessages.tableLine(line)));
        }
        lines.add(VerifyMessages.consoleLine(consoleUrl()));
        return lines;
    }

    /** Of a preflight: the IAM policy for the log of the step; empty if it is not known. */
    @NonNull
    public List<String> policyLines() {
        return iamPolicy.isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(VerifyMessages.IAM_POLICY), iamPolicy.lines())
                        .toList();
    }

    /** The remedies for the bad checks, as far as they are known. */
    @NonNull
    public List<String> advice() {
        return rows.stream()
                .filter(row ->
                        row.counts() && row.verdict().isBad() && !row.advice().isEmpty())
                .map(CheckRow::advice)
                .distinct()
                .toList();
    }

    /** The reason why no check could be evaluated, if it is the same for all. */
    private Optional<String> onlyCause() {
        List<CheckRow> seen =
                rows.stream().filter(row -> !row.value().equals(endedBy)).toList();
        List<String> reasons = seen.stream().map(CheckRow::value).distinct().toList();
        return seen.size() > 1
                        && reasons.size() == 1
                        && seen.stream().noneMatch(row -> row.verdict() == CheckVerdict.PASSED)
                ? Optional.of(reasons.get(0))
                : Optional.empty();
    }

    /** Checks with the same result share one entry. */
    private static List<String> reasons(List<CheckRow> bad) {
        Map<String, List<String>> checks = new LinkedHashMap<>();
        for (CheckRow row : bad) {
            String result = VerifyMessages.over(row.verdict(), row.value(), row.limit());
            checks.computeIfAbsent(result, r -> new ArrayList<>()).add(row.check());
        }
        return checks.entrySet().stream()
                .map(each -> VerifyMessages.checks(each.getValue(), each.getKey()))
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
        return VerifyMessages.passed(passed, skipped, finishedAt - startedAt);
    }

    /** The table of all checks: a heading and one line per check. */
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

    /** Why the verification ended before all checks were finished; empty if it did not. */
    @NonNull
    public String endedBy() {
        return endedBy;
    }

    /** Of a preflight: the IAM policy that is enough for the deployment, as JSON; empty if it is not known. */
    @NonNull
    public String iamPolicy() {
        return iamPolicy;
    }

    /** Epoch milliseconds. */
    @Override
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while the verification is in progress. */
    @Override
    public long finishedAt() {
        return finishedAt;
    }
}
