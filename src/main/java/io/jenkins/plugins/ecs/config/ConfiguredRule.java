package io.jenkins.plugins.ecs.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.RuleReplay;
import io.jenkins.plugins.ecs.policy.Policy;
import io.jenkins.plugins.ecs.policy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * One rule that is set somewhere, for administrators to look at.
 *
 * @param where the place in a few words
 * @param warnsOnly whether it lets through what it would refuse
 */
public record ConfiguredRule(
        @NonNull String where, @NonNull Rule rule, @NonNull RuleReplay.Scope scope, boolean warnsOnly) {

    private static final int MOST = 1_000;

    /** Those of all places; what can't be read is left out. */
    @NonNull
    public static List<ConfiguredRule> all() {
        List<ConfiguredRule> all = new ArrayList<>();
        EcsGlobalValues global = EcsGlobalConfiguration.get().snapshot();
        add(all, global.policy, "the global settings", RuleReplay.Scope.ALL);
        global.targets().forEach(target -> add(all, target, "target " + target.getName(), ""));
        for (AbstractFolder<?> folder : Jenkins.get().getAllItems(AbstractFolder.class)) {
            EcsFolderProperty property = EcsFolderProperty.of(folder);
            if (property != null && all.size() < MOST) {
                String name = folder.getFullName();
                add(all, property.getPolicy(), "folder " + name, new RuleReplay.Scope(name, null, null));
                property.getTargets()
                        .forEach(target -> add(all, target, "target " + target.getName() + " of folder " + name, name));
            }
        }
        return all;
    }

    private static void add(List<ConfiguredRule> all, EcsTarget target, String where, String folder) {
        add(all, target.getPolicy(), where, new RuleReplay.Scope(folder, target.getName(), target.place()));
    }

    private static void add(List<ConfiguredRule> all, EcsPolicy set, String where, RuleReplay.Scope scope) {
        read(set, where)
                .ifPresent(policy -> policy.rules().stream()
                        .filter(RuleReplay::isRecorded)
                        .forEach(rule -> all.add(new ConfiguredRule(
                                where, rule, scope, policy.warnOnly().contains(rule.name())))));
    }

    private static Optional<Policy> read(EcsPolicy set, String where) {
        try {
            return Optional.ofNullable(set).map(policy -> PolicyRules.of(policy, where));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * A rule that is not set, to be tried.
     *
     * @param name of a list of patterns, or {@code imagePinning}
     * @throws RuntimeException with words for people if the value is wrong
     */
    @NonNull
    public static Optional<Rule> trial(@NonNull String name, @NonNull String value) {
        EcsPolicy policy = new EcsPolicy();
        switch (name) {
            case "accounts" -> policy.setAccounts(value);
            case "regions" -> policy.setRegions(value);
            case "clusters" -> policy.setClusters(value);
            case "services" -> policy.setServices(value);
            case "registries" -> policy.setRegistries(value);
            case "imagePinning" -> policy.setImagePinning(value);
            default -> policy.setTargetRequired(name.equals("targetRequired"));
        }
        return PolicyRules.of(policy, "this page").rules().stream().findFirst();
    }
}
