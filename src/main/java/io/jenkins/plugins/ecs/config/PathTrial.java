package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.plan.Assumptions;
import io.jenkins.plugins.ecs.paths.plan.PathSimulation;
import io.jenkins.plugins.ecs.paths.plan.PathWarnings;
import io.jenkins.plugins.ecs.paths.proof.Evidence;
import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.policy.VerificationForProduction;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The targets, rules and approvers that a checked path has: as they are configured now. AWS is not called. */
public final class PathTrial implements Assumptions {

    private static final Duration USUAL_ANSWER = Duration.ofMinutes(10);

    private final JobSettings settings;
    private final Rulebook rules;
    private final Change.OfPath path;
    private final String service;
    private final Map<String, Approver> approvers = new HashMap<>();
    /** By target: they are those of now, whatever the time of a simulated release. */
    private final Map<String, List<String>> refusals = new HashMap<>();

    /**
     * @param item the folder, or a job, for which the path is checked; null for Jenkins itself
     * @param service its name; empty if rules about services are not to be evaluated
     */
    public PathTrial(@CheckForNull Item item, @NonNull ReleasePath path, @NonNull String service) {
        this.settings = JobSettings.of(item);
        this.rules = settings.rulebook();
        this.path = new Change.OfPath(path.name(), path.where());
        this.service = service;
    }

    /**
     * A release on a saved path in a few sentences, for a form.
     *
     * @param now epoch milliseconds
     */
    @NonNull
    static FormValidation check(@CheckForNull Item item, @CheckForNull String name, long now) {
        ReleasePath path = JobSettings.of(item).paths().byName().get(String.valueOf(name));
        if (path == null) {
            return FormValidation.error(ConfigMessages.pathNotSaved(name));
        }
        PathTrial trial = new PathTrial(item, path, "");
        PathSimulation simulation = PathSimulation.of(path, trial, now, USUAL_ANSWER);
        List<String> warnings = PathWarnings.of(path, trial, now, USUAL_ANSWER);
        String text = ConfigMessages.pathChecked(
                Durations.text(simulation.takes().toMillis()), PlainText.line(simulation.stopped()), warnings);
        return simulation.reachesTheEnd() && warnings.isEmpty()
                ? FormValidation.ok(text)
                : FormValidation.warning(text);
    }

    @NonNull
    @Override
    public String service() {
        return service;
    }

    @NonNull
    @Override
    public Optional<Evidence.Frozen> frozen(@NonNull PathEnvironment where, long now) {
        return frozen(rules, where.targets(), now);
    }

    /**
     * The window that keeps several targets closed for the longest time; they are entered together.
     *
     * @param now epoch milliseconds
     */
    @NonNull
    public static Optional<Evidence.Frozen> frozen(@NonNull Rulebook rules, @NonNull List<String> targets, long now) {
        return targets.stream()
                .flatMap(target -> rules.frozen(target, Instant.ofEpochMilli(now)).stream())
                .map(open -> new Evidence.Frozen(
                        open.reason(), open.until().toInstant().toEpochMilli()))
                .max(Comparator.comparingLong(Evidence.Frozen::until));
    }

    @NonNull
    @Override
    public List<String> refusals(@NonNull PathEnvironment where) {
        return where.targets().stream()
                .flatMap(target -> refusals.computeIfAbsent(target, this::refusalsOf).stream())
                .distinct()
                .toList();
    }

    private List<String> refusalsOf(String target) {
        try {
            EcsSettings own = settings.ofTarget(target);
            Optional<String> incomplete = RequestChecks.cluster(own.cluster());
            return incomplete.isPresent()
                    ? List.of(incomplete.get())
                    : foresee(target, own).refusals();
        } catch (IllegalArgumentException wrong) {
            return List.of(String.valueOf(wrong.getMessage()));
        }
    }

    private Judgement foresee(String target, EcsSettings own) {
        Change change = change(target, own.region(), String.valueOf(own.cluster()));
        return rules.foresee(target, change, Instant.now(), rule -> isEvaluated(rule, change));
    }

    /** Images, roles, durations and what the build has done are not known here. */
    private boolean isEvaluated(Rule rule, Change change) {
        if (rule instanceof AllowedValues allowed) {
            return switch (allowed.kind()) {
                case REGIONS, CLUSTERS -> true;
                case ACCOUNTS -> change.account() != null;
                case SERVICES -> !service.isEmpty();
                default -> false;
            };
        }
        return rule instanceof PathRequired || rule instanceof TargetRequired;
    }

    private Change change(String target, String region, String cluster) {
        return new Change(
                settings.target(target).target().place().account(),
                region,
                cluster,
                service,
                null,
                List.of(),
                null,
                null,
                false,
                false,
                Subject.UNKNOWN,
                new Change.Context(
                        target,
                        isProduction(target),
                        List.of(),
                        io.jenkins.plugins.ecs.policy.Evidence.NONE,
                        null,
                        null,
                        path));
    }

    @NonNull
    @Override
    public List<String> requirements(@NonNull PathEnvironment where) {
        return where.targets().stream()
                .filter(settings.targets()::containsKey)
                .flatMap(target -> requirements(target).stream())
                .distinct()
                .toList();
    }

    private List<String> requirements(String target) {
        return rules.foresee(
                        target,
                        change(target, "", ""),
                        Instant.now(),
                        rule -> rule instanceof ApprovalForProduction || rule instanceof VerificationForProduction)
                .refusals();
    }

    @Override
    public boolean isProduction(@NonNull PathEnvironment where) {
        return where.targets().stream().anyMatch(this::isProduction);
    }

    private boolean isProduction(String name) {
        JobSettings.PlacedTarget target = settings.targets().get(name);
        return target != null && target.target().isProduction();
    }

    @NonNull
    @Override
    public Approver approver(@NonNull String name) {
        return approvers.computeIfAbsent(name, Approvers::of);
    }
}
