package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.RuleProblems;
import io.jenkins.plugins.ecs.config.evidence.BuildEvidence;
import io.jenkins.plugins.ecs.config.evidence.EvidenceAction;
import io.jenkins.plugins.ecs.config.evidence.FreezeOverride;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.decide.policy.PolicyCheck;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The administrators' rules for a build, read again at each evaluation. */
final class BuildRules implements PolicyCheck {

    private static final Logger LOGGER = Logger.getLogger(BuildRules.class.getName());

    private final Run<?, ?> run;
    private final EcsSettings settings;
    private Change.OfPath path;

    BuildRules(@NonNull Run<?, ?> run, @NonNull EcsSettings settings) {
        this.run = run;
        this.settings = settings;
    }

    /** Of a release on a path. */
    @NonNull
    BuildRules onPath(@NonNull Change.OfPath ofRelease) {
        path = ofRelease;
        return this;
    }

    /**
     * The freeze window that is open.
     *
     * @param overridable whether it does not count if an authorized user overrides it
     */
    @NonNull
    Optional<Rulebook.Frozen> frozen(boolean overridable, @NonNull Instant now) {
        FreezeOverride override = overridable ? FreezeOverride.of(run).orElse(null) : null;
        return override != null && whoMayOverride(starters(), override) != null
                ? Optional.empty()
                : JobSettings.rulebook(run).frozen(settings.target(), now);
    }

    @NonNull
    @Override
    public Judgement judge(@NonNull Change change) {
        Judgement judgement;
        try {
            judgement = now(change);
        } catch (RuntimeException broken) {
            LOGGER.log(Level.WARNING, "Could not evaluate the rules for " + run, broken);
            judgement = Judgement.failed(broken);
        }
        RuleProblems.judged(run.getParent().getFullName(), judgement);
        return judgement;
    }

    @NonNull
    @Override
    public Judgement judgeLookUps(@NonNull Change change) {
        try {
            return JobSettings.rulebook(run).judgeLookUps(settings.target(), change, Instant.now());
        } catch (RuntimeException broken) {
            LOGGER.log(Level.WARNING, "Could not evaluate the rules for " + run, broken);
            return Judgement.failed(broken);
        }
    }

    @Override
    public boolean isAboutCircuitBreaker() {
        try {
            Rulebook rules = JobSettings.rulebook(run);
            return Stream.concat(
                            rules.places().stream(), rules.targets().stream().map(Rulebook.Target::policy))
                    .filter(Objects::nonNull)
                    .flatMap(policy -> policy.rules().stream())
                    .anyMatch(CircuitBreakerRequired.class::isInstance);
        } catch (RuntimeException broken) {
            // The judgement itself refuses.
            return false;
        }
    }

    @NonNull
    @Override
    public RuleResults evaluate(@NonNull Change change) {
        try {
            Rulebook rules = JobSettings.rulebook(run);
            return RuleResults.of(
                    rules.foresight(settings.target(), inThisBuild(rules, change), Instant.now(), Set.of()));
        } catch (RuntimeException broken) {
            LOGGER.log(Level.WARNING, "Could not evaluate the rules for " + run, broken);
            return RuleResults.of(Judgement.failed(broken));
        }
    }

    private Judgement now(Change change) {
        Rulebook rules = JobSettings.rulebook(run);
        Judgement judgement = rules.judge(settings.target(), inThisBuild(rules, change), Instant.now());
        return judgement.isAllowed() ? binding(judgement, change.subject()) : judgement;
    }

    private Change inThisBuild(Rulebook rules, Change change) {
        List<User> starters = starters();
        FreezeOverride override = FreezeOverride.of(run).orElse(null);
        User emergency = override == null ? null : whoMayOverride(starters, override);
        Change.Context context = new Change.Context(
                settings.target(),
                rules.isProduction(settings.target(), change),
                names(starters),
                BuildEvidence.of(run),
                emergency == null || override == null ? null : PlainText.line(override.reason()),
                emergency == null ? null : emergency.getId(),
                path);
        return change.withRoles(BuildConnections.roles(run, settings)).in(context);
    }

    /** An approval is valid only if its use could be saved. */
    private Judgement binding(Judgement judgement, Subject subject) {
        String service = subject.serviceArn();
        if (service == null) {
            return judgement.approvals().isEmpty()
                    ? judgement
                    : new Judgement(List.of(ExecutionMessages.APPROVAL_OF_UNKNOWN_SERVICE), List.of());
        }
        try {
            for (String approval : judgement.approvals().keySet()) {
                EvidenceAction.noteUsed(run, approval, service, subject.deploys());
            }
            return judgement;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Could not save the use of an approval", e);
            return new Judgement(List.of(ExecutionMessages.APPROVAL_NOT_SAVED), List.of());
        }
    }

    /** Only users who started this build directly. */
    private List<User> starters() {
        return BuildStarter.ids(run)
                .map(id -> User.getById(id, false))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> names(List<User> users) {
        List<String> names = new ArrayList<>();
        for (User user : users) {
            names.add(user.getId());
            names.addAll(user.getAuthorities());
        }
        return names;
    }

    /** The user who started the build must have given the override at the start, and must be permitted to. */
    private User whoMayOverride(List<User> users, FreezeOverride override) {
        return users.stream()
                .filter(user -> override.isBy(user.getId()) && mayOverride(user))
                .findFirst()
                .orElse(null);
    }

    private boolean mayOverride(User user) {
        try {
            return run.getParent().hasPermission2(user.impersonate2(), EcsPermissions.OVERRIDE_FREEZE);
        } catch (UsernameNotFoundException gone) {
            return false;
        }
    }
}
