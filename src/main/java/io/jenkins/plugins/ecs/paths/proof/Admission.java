package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathMessages;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.Condition.Kind;
import io.jenkins.plugins.ecs.paths.proof.Condition.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges whether a release may enter an environment. The only place that does: steps and pages use it. */
public final class Admission {

    /** Conditions are judged again at least this often, in milliseconds: the path or the proof may change. */
    public static final long JUDGE_AGAIN = 300_000;

    private final ArrayList<Condition> conditions;
    private final ApprovalRule approval;
    /** When an approval is no longer asked for, epoch milliseconds. */
    private final long approvalEnds;

    private Admission(List<Condition> conditions, ApprovalRule approval, long approvalEnds) {
        this.conditions = new ArrayList<>(conditions);
        this.approval = approval;
        this.approvalEnds = approvalEnds;
    }

    /** @param now epoch milliseconds */
    @NonNull
    public static Admission judge(@NonNull PathEnvironment environment, @NonNull Evidence evidence, long now) {
        List<Condition> conditions = new ArrayList<>();
        if (!environment.from().isEmpty()) {
            upstream(environment, evidence, now, conditions);
            evidence.hotfix().ifPresent(hotfix -> skip(conditions, hotfix));
        }
        evidence.here().stream()
                .flatMap(each -> Proofs.hold(each.events(), evidence.path(), each.label()).stream())
                // Whoever may go on after the newest may go on after all of them.
                .max(Comparator.comparingLong(PathEvent::at))
                .ifPresent(held -> conditions.add(hold(held, evidence)));
        evidence.bake().ifPresent(bake -> conditions.add(bake(bake, now)));
        ApprovalRule approval = environment.approval();
        long approvalEnds = Long.MAX_VALUE;
        if (approval != null) {
            conditions.add(Approvals.judge(approval, evidence.asked(), now));
            approvalEnds = Approvals.judgeAgainAt(approval, evidence.asked(), now);
        }
        evidence.frozen()
                .ifPresent(frozen -> conditions.add(new Condition(
                        Kind.FREEZE,
                        Standing.WAITS,
                        ConditionMessages.frozen(frozen.reason(), frozen.until()),
                        frozen.until())));
        return new Admission(conditions, approval, approvalEnds);
    }

    /** Only what is about the proof can be skipped; all other conditions are judged afterwards. */
    private static void skip(List<Condition> conditions, Evidence.Hotfix hotfix) {
        if (hotfix.by().isEmpty()) {
            conditions.add(0, refused(Kind.HOTFIX, ConditionMessages.NO_HOTFIX));
            return;
        }
        conditions.replaceAll(
                each -> each.isMet() ? each : new Condition(each.kind(), Standing.SKIPPED, each.text(), 0));
        conditions.add(0, met(Kind.HOTFIX, ConditionMessages.hotfix(hotfix)));
    }

    /** Whether the conditions about its proof are skipped. */
    public boolean isHotfix() {
        return conditions.stream().anyMatch(each -> each.kind() == Kind.HOTFIX && each.isMet());
    }

    /** What was skipped, in one line; empty if all was met. */
    @NonNull
    public String skipped() {
        return texts(each -> each.standing() == Standing.SKIPPED);
    }

    /**
     * As the whole path has it: whether it is for the service, and whether it only warns. A freeze is not part of a path.
     *
     * @param service short name; empty if it is unknown
     */
    @NonNull
    public Admission on(@NonNull ReleasePath path, @NonNull String service) {
        List<Condition> all = new ArrayList<>(conditions);
        if (!service.isEmpty() && !path.isFor(service)) {
            all.add(0, refused(Kind.SERVICES, PathMessages.notForService(path, service)));
        }
        if (path.warns()) {
            all.replaceAll(each -> each.stops() && each.kind() != Kind.FREEZE
                    ? new Condition(each.kind(), Standing.WARNS, each.text(), 0)
                    : each);
        }
        return new Admission(all, approval, approvalEnds);
    }

    /** In all of its targets: the latest to be proven decides about the soak, the oldest proof about freshness. */
    private static void upstream(PathEnvironment to, Evidence evidence, long now, List<Condition> conditions) {
        List<PathEvent> proofs = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        long since = 0;
        for (Evidence.Upstream each : evidence.upstream()) {
            Optional<PathEvent> proof = Proofs.of(each.events(), evidence.path(), each.label(), evidence.digests());
            Optional<String> refusal = Proofs.refusal(proof, each, evidence.path(), evidence.digests())
                    .or(() -> otherDefinition(to, proof, evidence.definition(), each.label()));
            refusal.ifPresent(refusals::add);
            if (refusal.isEmpty() && proof.isPresent()) {
                proofs.add(proof.get());
                since = Math.max(since, Proofs.since(proof.get(), each.events(), each.uses()));
            }
        }
        Optional<PathEvent> oldest = proofs.stream().min(Comparator.comparingLong(PathEvent::at));
        if (!refusals.isEmpty() || oldest.isEmpty()) {
            String why = refusals.isEmpty() ? ConditionMessages.notProven(to.from()) : String.join("; ", refusals);
            conditions.add(refused(Kind.FROM, why));
            return;
        }
        PathEvent proof = oldest.get();
        conditions.add(met(Kind.FROM, ConditionMessages.proven(to.from(), proof.at(), proof.build())));
        if (!to.soak().isZero()) {
            conditions.add(soak(to.soak(), since, now));
        }
        Duration freshness = to.freshness();
        if (freshness != null) {
            conditions.add(freshness(freshness, proof.at(), to.from(), now));
        }
    }

    private static Optional<String> otherDefinition(
            PathEnvironment to, Optional<PathEvent> proof, String definition, String label) {
        boolean counts = to.provesDefinition() && !definition.isEmpty();
        return proof.filter(event -> counts && !event.definition().equals(definition))
                .map(event -> ConditionMessages.otherDefinition(label));
    }

    private static Condition bake(Evidence.Bake bake, long now) {
        long end = bake.since() + bake.millis();
        return now >= end
                ? met(Kind.BAKE, ConditionMessages.baked(now - bake.since(), bake.millis()))
                : new Condition(
                        Kind.BAKE,
                        Standing.WAITS,
                        ConditionMessages.bakes(now - bake.since(), bake.millis(), end),
                        end);
    }

    private static Condition soak(Duration soak, long since, long now) {
        long end = since + soak.toMillis();
        return now >= end
                ? met(Kind.SOAK, ConditionMessages.soaked(now - since, soak))
                : new Condition(Kind.SOAK, Standing.WAITS, ConditionMessages.soaks(now - since, soak, end), end);
    }

    private static Condition freshness(Duration freshness, long at, String from, long now) {
        return now - at <= freshness.toMillis()
                ? met(Kind.FRESHNESS, ConditionMessages.fresh(now - at, freshness))
                : refused(Kind.FRESHNESS, ConditionMessages.stale(now - at, freshness, from));
    }

    /** A build that ran when the verification failed does not try again, whoever started it. */
    private static Condition hold(PathEvent held, Evidence evidence) {
        String why = ConditionMessages.held(held.at(), held.build(), held.reason());
        return evidence.startedByUser() && evidence.buildStartedAt() > held.at()
                ? met(Kind.HOLD, ConditionMessages.lifted(why))
                : refused(Kind.HOLD, why);
    }

    private static Condition met(Kind kind, String text) {
        return new Condition(kind, Standing.MET, text, 0);
    }

    private static Condition refused(Kind kind, String text) {
        return new Condition(kind, Standing.REFUSED, text, 0);
    }

    @NonNull
    public ArrayList<Condition> conditions() {
        return new ArrayList<>(conditions);
    }

    /** Whether it waits until it has soaked, and perhaps for more. */
    public boolean soaks() {
        return conditions.stream().anyMatch(each -> each.kind() == Kind.SOAK && each.stops());
    }

    /** Whether the release may enter. */
    public boolean isMet() {
        return conditions.stream().noneMatch(Condition::stops);
    }

    /** Why waiting does not help; empty if it may. */
    @NonNull
    public Optional<String> refusal() {
        List<String> reasons = conditions.stream()
                .filter(each -> each.standing() == Standing.REFUSED || each.standing() == Standing.TIMED_OUT)
                .map(Condition::text)
                .toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    /** Whether users are, or stay, asked to approve: nothing refuses it. */
    public boolean asksForApproval() {
        return refusal().isEmpty()
                && conditions.stream().anyMatch(each -> each.kind() == Kind.APPROVAL && each.stops());
    }

    /** Whether it is refused only because a condition was not met in its time. */
    public boolean isTimedOut() {
        return conditions.stream().anyMatch(each -> each.standing() == Standing.TIMED_OUT)
                && conditions.stream().noneMatch(each -> each.standing() == Standing.REFUSED);
    }

    /** Who approves, as it is configured now; empty if nobody has to. */
    @NonNull
    public Optional<ApprovalRule> approval() {
        return Optional.ofNullable(approval);
    }

    /** Everything that stops the release, in one line. */
    @NonNull
    public String unmet() {
        return texts(Condition::stops);
    }

    /** Everything that would stop it if the path did not only warn, in one line; empty if there is nothing. */
    @NonNull
    public String warnings() {
        return texts(each -> each.standing() == Standing.WARNS);
    }

    private String texts(Predicate<Condition> which) {
        return String.join(
                "; ", conditions.stream().filter(which).map(Condition::text).toList());
    }

    /** When to judge again, epoch milliseconds: the next time at which a condition would be met, or its time is over. */
    public long nextAt(long otherwise) {
        boolean waitsForApproval =
                conditions.stream().anyMatch(each -> each.kind() == Kind.APPROVAL && each.standing() == Standing.WAITS);
        long ends = waitsForApproval ? approvalEnds : Long.MAX_VALUE;
        long next = conditions.stream()
                .filter(each -> each.metAt() > 0)
                .mapToLong(Condition::metAt)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(ends, next) == Long.MAX_VALUE ? otherwise : Math.min(ends, next);
    }
}
