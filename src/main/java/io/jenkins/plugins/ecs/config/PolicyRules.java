package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.Rule.Kind;
import io.jenkins.plugins.ecs.rollout.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From what an admin has set to rules as plain values. */
final class PolicyRules {

    static final String BY_TAG = "tag";
    static final String BY_DIGEST = "digest";
    static final String USUAL_MOVING_TAGS =
            "latest, stable, main, master, develop, dev, edge, nightly, snapshot, *-SNAPSHOT";

    private PolicyRules() {}

    /** @param where the place in a few words */
    @NonNull
    static Policy of(@NonNull EcsPolicy set, @NonNull String where) {
        List<Rule> rules = new ArrayList<>();
        allowed(rules, Kind.ACCOUNTS, set.getAccounts());
        allowed(rules, Kind.REGIONS, set.getRegions());
        allowed(rules, Kind.CLUSTERS, set.getClusters());
        allowed(rules, Kind.SERVICES, set.getServices());
        allowed(rules, Kind.ROLES, set.getRoles());
        allowed(rules, Kind.REGISTRIES, set.getRegistries());
        if (set.getImagePinning() != null) {
            String moving = set.getMovingTags() == null ? USUAL_MOVING_TAGS : set.getMovingTags();
            rules.add(new Rule.PinnedImages(BY_DIGEST.equals(set.getImagePinning()), SettingChecks.list(moving)));
        }
        add(rules, set.isCircuitBreakerRequired(), new Rule.CircuitBreaker());
        add(rules, set.isTargetRequired(), new Rule.TargetNamed());
        add(rules, set.isApprovalForProduction(), new Rule.ApprovalForProduction());
        add(rules, set.isVerificationForProduction(), new Rule.VerificationForProduction());
        set.getFreezeWindows().forEach(window -> rules.add(new Rule.Freeze(window.toWindow())));
        List<String> rollbackBy = SettingChecks.list(set.getRollbackBy());
        add(rules, !rollbackBy.isEmpty(), new Rule.RollbackBy(rollbackBy));
        return new Policy(where, PlainText.line(Util.fixNull(set.getContact())), rules, set.getMostDeployments());
    }

    private static void allowed(List<Rule> rules, Kind kind, String patterns) {
        List<String> parts = SettingChecks.list(patterns);
        add(rules, !parts.isEmpty(), new Rule.Allowed(kind, parts));
    }

    private static void add(List<Rule> rules, boolean set, Rule rule) {
        if (set) {
            rules.add(rule);
        }
    }

    @NonNull
    static Optional<String> checkPinning(@CheckForNull String pinning) {
        return pinning == null || pinning.equals(BY_TAG) || pinning.equals(BY_DIGEST)
                ? Optional.empty()
                : Optional.of("imagePinning: '" + PlainText.line(pinning) + "' is unknown. Use 'tag' or 'digest'");
    }

    @NonNull
    static Optional<String> checkAccounts(@CheckForNull String accounts) {
        return SettingChecks.list(accounts).stream()
                .filter(account -> !account.matches("\\d{12}|[\\d*?]*[*?][\\d*?]*"))
                .findFirst()
                .map(account -> "accounts: '" + PlainText.line(account) + "' is not an AWS account. It has 12 digits");
    }
}
