package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.ConfigMessages;
import io.jenkins.plugins.ecs.config.settings.SettingChecks;
import io.jenkins.plugins.ecs.policy.AllowedValues;
import io.jenkins.plugins.ecs.policy.AllowedValues.Kind;
import io.jenkins.plugins.ecs.policy.ApprovalForProduction;
import io.jenkins.plugins.ecs.policy.CircuitBreakerRequired;
import io.jenkins.plugins.ecs.policy.CommandsAllowed;
import io.jenkins.plugins.ecs.policy.CreateService;
import io.jenkins.plugins.ecs.policy.Deletable;
import io.jenkins.plugins.ecs.policy.ExportForbidden;
import io.jenkins.plugins.ecs.policy.Freeze;
import io.jenkins.plugins.ecs.policy.LongestDeployment;
import io.jenkins.plugins.ecs.policy.LookUpsAllowed;
import io.jenkins.plugins.ecs.policy.PathRequired;
import io.jenkins.plugins.ecs.policy.PinnedImages;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.ProtectedDays;
import io.jenkins.plugins.ecs.policy.RollbackBy;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.policy.TargetRequired;
import io.jenkins.plugins.ecs.policy.VerificationForProduction;
import io.jenkins.plugins.ecs.text.PlainText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Converts an {@link EcsPolicy} to rules as plain values. */
final class PolicyRules {

    static final String BY_TAG = "tag";
    static final String BY_DIGEST = "digest";
    static final String USUAL_MOVING_TAGS =
            "latest, stable, main, master, develop, dev, edge, nightly, snapshot, *-SNAPSHOT";

    /** How long approvals and verifications are valid by default. */
    static final int USUAL_EVIDENCE_HOURS = 24;

    private static final int MOST_EVIDENCE_HOURS = 24 * 365;
    private static final int MOST_PROTECTED_DAYS = 3650;
    /** All rules that can refuse. {@code mostDeployments} only makes others wait. */
    static final List<String> NAMES = List.of(
            "accounts",
            "regions",
            "clusters",
            "services",
            "roles",
            "registries",
            "commandsAllowed",
            "lookUpsAllowed",
            "createService",
            "imagePinning",
            "circuitBreakerRequired",
            "longestDeployment",
            "targetRequired",
            "pathRequired",
            "approvalForProduction",
            "verificationForProduction",
            "exportForbidden",
            "freezeWindows",
            "rollbackBy");

    private static final String FOLDER = "folder ";

    private PolicyRules() {}

    /** @param where the level, for display */
    @NonNull
    static Policy of(@NonNull EcsPolicy set, @NonNull String where) {
        requireValid(set);
        List<Rule> rules = new ArrayList<>();
        allowed(rules, Kind.ACCOUNTS, set.getAccounts());
        allowed(rules, Kind.REGIONS, set.getRegions());
        allowed(rules, Kind.CLUSTERS, set.getClusters());
        allowed(rules, Kind.SERVICES, set.getServices());
        allowed(rules, Kind.ROLES, set.getRoles());
        allowed(rules, Kind.REGISTRIES, set.getRegistries());
        List<String> commands = SettingChecks.list(set.getCommandsAllowed());
        add(rules, !commands.isEmpty(), new CommandsAllowed(commands));
        List<String> lookUps = SettingChecks.list(set.getLookUpsAllowed());
        add(rules, !lookUps.isEmpty(), new LookUpsAllowed(lookUps));
        if (set.getImagePinning() != null) {
            String given = set.getMovingTags();
            String moving = given == null ? USUAL_MOVING_TAGS : given;
            rules.add(new PinnedImages(BY_DIGEST.equals(set.getImagePinning()), SettingChecks.list(moving)));
        }
        add(rules, set.isCircuitBreakerRequired(), new CircuitBreakerRequired());
        Integer longest = set.getLongestDeployment();
        if (longest != null) {
            rules.add(new LongestDeployment(Duration.ofMinutes(longest)));
        }
        add(rules, set.isTargetRequired(), new TargetRequired());
        List<String> paths = SettingChecks.list(set.getPathRequired());
        add(rules, !paths.isEmpty(), new PathRequired(paths, levels(where)));
        Integer hours = set.getEvidenceHours();
        Duration validFor = Duration.ofHours(hours == null ? USUAL_EVIDENCE_HOURS : hours);
        add(
                rules,
                set.isApprovalForProduction(),
                new ApprovalForProduction(SettingChecks.list(set.getApprovers()), set.isStarterMayApprove(), validFor));
        add(rules, set.isVerificationForProduction(), new VerificationForProduction(validFor));
        add(rules, set.isExportForbidden(), new ExportForbidden());
        set.getFreezeWindows().forEach(window -> rules.add(new Freeze(window.toWindow())));
        List<String> rollbackBy = SettingChecks.list(set.getRollbackBy());
        add(rules, !rollbackBy.isEmpty(), new RollbackBy(rollbackBy));
        List<String> creatable = SettingChecks.list(set.getCreateService());
        add(rules, !creatable.isEmpty(), new CreateService(creatable));
        List<String> deletable = SettingChecks.list(set.getDeletable());
        add(rules, !deletable.isEmpty(), new Deletable(deletable));
        Integer protectedDays = set.getProtectedDays();
        if (protectedDays != null) {
            rules.add(new ProtectedDays(protectedDays));
        }
        return new Policy(
                where,
                PlainText.line(Util.fixNull(set.getContact())),
                rules,
                set.getMostDeployments(),
                Set.copyOf(SettingChecks.list(set.getWarnOnly())));
    }

    /** The levels whose paths count: those of the rule's own place and of the places around it. */
    private static List<String> levels(String where) {
        List<String> levels = new ArrayList<>(List.of(PathSettings.GLOBAL));
        int at = where.indexOf(FOLDER);
        String name = at < 0 ? "" : where.substring(at + FOLDER.length());
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            levels.add(FOLDER + name.substring(0, slash));
        }
        if (!name.isEmpty()) {
            levels.add(FOLDER + name);
        }
        return List.copyOf(levels);
    }

    /** A file may hold what no form lets in: what is not understood must not be taken for something weaker. */
    private static void requireValid(EcsPolicy set) {
        Map<String, String> lists = new LinkedHashMap<>();
        lists.put("accounts", set.getAccounts());
        lists.put("regions", set.getRegions());
        lists.put("clusters", set.getClusters());
        lists.put("services", set.getServices());
        lists.put("roles", set.getRoles());
        lists.put("registries", set.getRegistries());
        lists.put("commandsAllowed", set.getCommandsAllowed());
        lists.put("lookUpsAllowed", set.getLookUpsAllowed());
        lists.put("pathRequired", set.getPathRequired());
        lists.put("approvers", set.getApprovers());
        lists.put("rollbackBy", set.getRollbackBy());
        lists.put("createService", set.getCreateService());
        lists.put("deletable", set.getDeletable());
        List<String> problems = Stream.of(
                        checkLists(lists),
                        checkPinning(set.getImagePinning()),
                        checkLongestDeployment(set.getLongestDeployment()),
                        checkEvidenceHours(set.getEvidenceHours()),
                        checkMostDeployments(set.getMostDeployments()),
                        checkProtectedDays(set.getProtectedDays()),
                        checkWarnOnly(set.getWarnOnly()),
                        set.checkSwitches())
                .flatMap(Optional::stream)
                .toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    @NonNull
    static Optional<String> checkMostDeployments(@CheckForNull Integer most) {
        return most != null && most < 1 ? Optional.of(ConfigMessages.tooFewDeployments(most)) : Optional.empty();
    }

    /** The account of a target is a rule, too: its deployments must go to this account. */
    @CheckForNull
    static Policy inAccount(@CheckForNull Policy policy, @NonNull String where, @CheckForNull String account) {
        if (account == null) {
            return policy;
        }
        Policy own = policy == null ? new Policy(where, "", List.of(), null) : policy;
        List<Rule> rules = new ArrayList<>(own.rules());
        rules.add(new AllowedValues(Kind.ACCOUNTS, List.of(account)));
        return new Policy(where, own.contact(), rules, own.mostDeployments(), own.warnOnly());
    }

    private static void allowed(List<Rule> rules, Kind kind, String patterns) {
        List<String> parts = SettingChecks.list(patterns);
        add(rules, !parts.isEmpty(), new AllowedValues(kind, parts));
    }

    private static void add(List<Rule> rules, boolean set, Rule rule) {
        if (set) {
            rules.add(rule);
        }
    }

    @NonNull
    static Optional<String> checkProtectedDays(@CheckForNull Integer days) {
        return days == null || (days >= 0 && days <= MOST_PROTECTED_DAYS)
                ? Optional.empty()
                : Optional.of(ConfigMessages.protectedDays(days, MOST_PROTECTED_DAYS));
    }

    @NonNull
    static Optional<String> checkEvidenceHours(@CheckForNull Integer hours) {
        return hours == null || (hours >= 1 && hours <= MOST_EVIDENCE_HOURS)
                ? Optional.empty()
                : Optional.of(ConfigMessages.evidenceHours(hours, MOST_EVIDENCE_HOURS));
    }

    @NonNull
    static Optional<String> checkLongestDeployment(@CheckForNull Integer minutes) {
        return minutes == null || minutes >= 1 ? Optional.empty() : Optional.of(ConfigMessages.tooFewMinutes(minutes));
    }

    /** A list without entries is no rule, but whoever wrote it meant one. */
    private static Optional<String> checkLists(Map<String, String> lists) {
        List<String> empty = lists.entrySet().stream()
                .filter(each -> each.getValue() != null
                        && SettingChecks.list(each.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        return empty.isEmpty() ? Optional.empty() : Optional.of(ConfigMessages.emptyList(empty));
    }

    @NonNull
    static Optional<String> checkWarnOnly(@CheckForNull String names) {
        return SettingChecks.list(names).stream()
                .filter(name -> !NAMES.contains(name))
                .findFirst()
                .map(name -> ConfigMessages.unknownRule(name, NAMES));
    }

    @NonNull
    static Optional<String> checkPinning(@CheckForNull String pinning) {
        return pinning == null || pinning.equals(BY_TAG) || pinning.equals(BY_DIGEST)
                ? Optional.empty()
                : Optional.of(ConfigMessages.unknownPinning(pinning));
    }

    @NonNull
    static Optional<String> checkAccounts(@CheckForNull String accounts) {
        return SettingChecks.list(accounts).stream()
                .filter(account -> !account.matches("\\d{12}|[\\d*?]*[*?][\\d*?]*"))
                .findFirst()
                .map(account -> ConfigMessages.notAnAccount("accounts", account));
    }
}
