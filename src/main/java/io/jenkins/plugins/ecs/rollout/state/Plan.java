package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.RuleResults;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.messages.PlanningMessages;
import io.jenkins.plugins.ecs.text.masking.Masking;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a deployment would do, and did not ({@code dryRun}). Immutable; values that may be secret are masked. */
public final class Plan implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<String> definitionChanges;
    private final ArrayList<String> serviceChanges;
    private final boolean startsDeployment;
    private final ArrayList<String> reasons;
    private final LinkedHashMap<String, String> digests;
    private final ArrayList<String> tasks;
    private final RuleResults rules;
    private final String iamPolicy;

    public Plan(
            @NonNull List<String> definitionChanges,
            @NonNull List<String> serviceChanges,
            boolean startsDeployment,
            @NonNull List<String> reasons,
            @NonNull Map<String, String> digests) {
        this(definitionChanges, serviceChanges, startsDeployment, reasons, digests, List.of(), RuleResults.NONE, "");
    }

    private Plan(
            List<String> definitionChanges,
            List<String> serviceChanges,
            boolean startsDeployment,
            List<String> reasons,
            Map<String, String> digests,
            List<String> tasks,
            RuleResults rules,
            String iamPolicy) {
        this.iamPolicy = iamPolicy;
        this.rules = rules;
        this.tasks = new ArrayList<>(tasks);
        this.definitionChanges = new ArrayList<>(definitionChanges);
        this.serviceChanges = new ArrayList<>(serviceChanges);
        this.startsDeployment = startsDeployment;
        this.reasons = new ArrayList<>(reasons);
        this.digests = new LinkedHashMap<>(digests);
    }

    /** With more of what would be asked for. */
    public Plan with(@NonNull List<String> more) {
        List<String> all = new ArrayList<>(serviceChanges);
        all.addAll(more);
        return new Plan(definitionChanges, all, startsDeployment, reasons, digests, tasks, rules, iamPolicy);
    }

    /** With the tasks that would run before and after the deployment, a line each. */
    @NonNull
    public Plan withTasks(@NonNull List<String> lines) {
        return new Plan(definitionChanges, serviceChanges, startsDeployment, reasons, digests, lines, rules, iamPolicy);
    }

    /** With what the rules of administrators say of it. */
    @NonNull
    public Plan withRules(@NonNull RuleResults results) {
        return new Plan(
                definitionChanges, serviceChanges, startsDeployment, reasons, digests, tasks, results, iamPolicy);
    }

    /** With the IAM policy that is enough for the deployment, as JSON. */
    @NonNull
    public Plan withPolicy(@NonNull String json) {
        return new Plan(definitionChanges, serviceChanges, startsDeployment, reasons, digests, tasks, rules, json);
    }

    /** The IAM policy that is enough for the deployment, as JSON; empty if it is not known. */
    @NonNull
    public String iamPolicy() {
        return iamPolicy;
    }

    /** What the rules say of it; empty if there are none, and if nothing would change. */
    @NonNull
    public RuleResults rules() {
        return rules;
    }

    /** Whether anything would be sent to AWS that changes the service. */
    public boolean changesAnything() {
        return startsDeployment || !serviceChanges.isEmpty() || !definitionChanges.isEmpty();
    }

    /** A line for each task that would run before or after the deployment. */
    @NonNull
    public List<String> tasks() {
        return Collections.unmodifiableList(tasks);
    }

    /** Without known secrets. */
    @NonNull
    Plan masked(@NonNull Masking masking) {
        LinkedHashMap<String, String> known = new LinkedHashMap<>(digests);
        known.replaceAll((container, digest) -> masking.known(digest));
        return new Plan(
                definitionChanges.stream().map(masking::known).toList(),
                serviceChanges.stream().map(masking::known).toList(),
                startsDeployment,
                reasons.stream().map(masking::known).toList(),
                known,
                tasks.stream().map(masking::known).toList(),
                rules.map(masking::known),
                masking.known(iamPolicy));
    }

    /** A line for each place of the task definition that would change. */
    @NonNull
    public List<String> definitionChanges() {
        return Collections.unmodifiableList(definitionChanges);
    }

    /** A line for each setting of the service that would change. */
    @NonNull
    public List<String> serviceChanges() {
        return Collections.unmodifiableList(serviceChanges);
    }

    /** Whether ECS would start a new deployment. */
    public boolean startsDeployment() {
        return startsDeployment;
    }

    /** Why it would, or would not. */
    @NonNull
    public List<String> reasons() {
        return Collections.unmodifiableList(reasons);
    }

    /** By container: the digest that its image stands for now, or in words why it is not known. */
    @NonNull
    public Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }

    /** In one sentence. */
    @NonNull
    public String summary() {
        return DryRunMessages.summary(startsDeployment, reasons);
    }

    /** For the log: everything, a line each. */
    @NonNull
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(definitionChanges.isEmpty() ? DryRunMessages.DEFINITION_UNCHANGED : DryRunMessages.DEFINITION);
        definitionChanges.forEach(change -> lines.add(PlanningMessages.item(change)));
        if (!serviceChanges.isEmpty()) {
            lines.add(DryRunMessages.SERVICE);
            serviceChanges.forEach(change -> lines.add(PlanningMessages.item(change)));
        }
        digests.forEach((container, digest) -> lines.add(DryRunMessages.image(container, digest)));
        if (!tasks.isEmpty()) {
            lines.add(DryRunMessages.TASKS);
            tasks.forEach(task -> lines.add(PlanningMessages.item(task)));
        }
        lines.add(DryRunMessages.conclusion(summary()));
        return lines;
    }
}
