package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.policy.Change;
import io.jenkins.plugins.ecs.policy.Evidence;
import io.jenkins.plugins.ecs.policy.Foresight;
import io.jenkins.plugins.ecs.policy.Rulebook;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.text.Arns;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules say of a deployment of a service before it is started, as they are configured now. AWS is not called. */
public final class RuleTrial {

    private final JobSettings settings;
    private final Rulebook rules;
    private final Change.OfPath path;
    private final String service;
    private final String image;
    private final Instant now;

    /**
     * @param path null for a deployment that no release makes
     * @param service short name
     * @param image that is deployed
     */
    public RuleTrial(
            @NonNull JobSettings settings,
            @CheckForNull Change.OfPath path,
            @NonNull String service,
            @NonNull String image,
            @NonNull Instant now) {
        this.settings = settings;
        this.rules = settings.rulebook();
        this.path = path;
        this.service = service;
        this.image = image;
        this.now = now;
    }

    /** At a target, with its settings. What is wrong with them is a refusal. */
    @NonNull
    public List<Foresight> at(@NonNull String target) {
        try {
            EcsSettings own = settings.ofTarget(target);
            Optional<String> incomplete = RequestChecks.cluster(own.cluster());
            if (incomplete.isPresent()) {
                return List.of(refused(incomplete.get()));
            }
            String account = settings.target(target).target().place().account();
            return at(
                    target,
                    account == null ? "" : account,
                    own.region(),
                    Arns.brief(own.cluster()),
                    EcsSettings.roles(own.roleArn()));
        } catch (IllegalArgumentException wrong) {
            return List.of(refused(String.valueOf(wrong.getMessage())));
        }
    }

    /**
     * Where the service was deployed before.
     *
     * @param target that was named then; empty for none
     * @param account empty if it is not known
     */
    @NonNull
    public List<Foresight> at(
            @NonNull String target, @NonNull String account, @NonNull String region, @NonNull String cluster) {
        return at(target, account, region, cluster, List.of());
    }

    private static Foresight refused(String why) {
        return new Foresight("", "", Foresight.Standing.REFUSED, why);
    }

    private List<Foresight> at(String target, String account, String region, String cluster, List<String> roles) {
        Change change = new Change(
                account.isEmpty() ? null : account,
                region,
                cluster,
                service,
                List.of(image),
                roles,
                null,
                null,
                false,
                false,
                Subject.named(account, region, cluster, service, ""),
                Change.Context.NONE);
        Change.Context context = new Change.Context(
                target.isEmpty() ? null : target,
                rules.isProduction(target, change),
                List.of(),
                Evidence.NONE,
                null,
                null,
                path);
        return rules.foresight(target, change.in(context), now, unknown(account));
    }

    /** Images of other containers, which the deployment leaves as they are, are not compared. */
    private static Set<Foresight.Unknown> unknown(String account) {
        Set<Foresight.Unknown> unknown =
                EnumSet.of(Foresight.Unknown.ROLES, Foresight.Unknown.DURATION, Foresight.Unknown.CIRCUIT_BREAKER);
        if (account.isEmpty()) {
            unknown.add(Foresight.Unknown.ACCOUNT);
        }
        return unknown;
    }
}
