package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.plan.PathPlan;
import io.jenkins.plugins.ecs.paths.plan.PlannedSlot;
import io.jenkins.plugins.ecs.paths.proof.Condition;
import io.jenkins.plugins.ecs.paths.release.ConditionOutcome;
import io.jenkins.plugins.ecs.paths.release.EnvironmentOutcome;
import io.jenkins.plugins.ecs.paths.release.Slot;
import io.jenkins.plugins.ecs.rollout.messages.DryRunMessages;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One environment in the picture of a release. */
@ExportedBean(defaultVisibility = 3)
public final class EnvironmentView extends PathCard {

    private final EnvironmentOutcome environment;

    EnvironmentView(@NonNull EnvironmentOutcome environment) {
        this.environment = environment;
    }

    @NonNull
    @Override
    @Exported
    public String getName() {
        return environment.label();
    }

    @Exported
    public String getTarget() {
        return environment.target();
    }

    /** The verdict, or its slot while it is in progress. */
    @Exported
    public String getState() {
        Verdict verdict = environment.verdict();
        return verdict == null ? environment.slot().words() : verdict.name();
    }

    /** The same in lowercase words. */
    @NonNull
    @Override
    public String getWords() {
        return DisplayText.words(getState());
    }

    /** Colour of its frame; the state is always shown as text, too. */
    @NonNull
    @Override
    public String getTone() {
        Verdict verdict = environment.verdict();
        if (verdict != null) {
            return SlotView.tone(verdict);
        }
        return environment.slot() == Slot.NOT_STARTED ? "none" : isAsking() ? "warning" : "busy";
    }

    public String getIcon() {
        return SlotView.icon(getTone());
    }

    @NonNull
    @Override
    @Exported
    public String getCause() {
        return environment.cause();
    }

    @Exported
    public List<ConditionView> getConditions() {
        return environment.conditions().stream().map(ConditionView::new).toList();
    }

    /** Its slots in their order: what is known of those that were reached, and the plan of the others. */
    @NonNull
    @Override
    public List<SlotView> getSlots() {
        List<SlotView> slots = new ArrayList<>();
        environment.conditions().forEach(line -> slots.add(SlotView.of(line)));
        for (PlannedSlot planned : environment.planned()) {
            if (!planned.isCondition() || environment.conditions().isEmpty()) {
                slots.add(slot(planned));
            }
        }
        if (environment.rollsBack()) {
            slots.add(SlotView.of(BuildMessages.ROLLBACK_SLOT, environment.verdict(), BuildMessages.ROLLED_BACK));
        }
        return slots;
    }

    private SlotView slot(PlannedSlot planned) {
        Outcome deployment = environment.deployment();
        if (planned.slot().equals(PathPlan.DEPLOY) && deployment != null) {
            return SlotView.of(PathPlan.DEPLOY, deployment.verdict(), withoutVerdict(deployment));
        }
        if (planned.slot().equals(PathPlan.PREFLIGHT)
                && !environment.preflight().isEmpty()) {
            return preflight();
        }
        if (planned.slot().equals(PathPlan.VERIFY) && !environment.checks().isEmpty()) {
            boolean goesOn = environment.slot() == Slot.VERIFYING;
            return new SlotView(
                    PathPlan.VERIFY, goesOn ? PageMessages.IN_PROGRESS : "", verifyTone(), environment.checks());
        }
        if (planned.slot().equals(PathPlan.WATCH) && environment.watchedUntil() != 0) {
            return watch();
        }
        return SlotView.planned(planned.slot(), planned.text());
    }

    /** The state says it already. */
    private static String withoutVerdict(Outcome deployment) {
        String verdict = deployment.verdict() + ": ";
        String message = deployment.message();
        return message.startsWith(verdict) ? message.substring(verdict.length()) : message;
    }

    private SlotView watch() {
        String until = BuildMessages.watchedUntil(environment.watchedUntil());
        return environment.slot() == Slot.WATCHING
                ? new SlotView(PathPlan.WATCH, PageMessages.IN_PROGRESS, "busy", until)
                : new SlotView(PathPlan.WATCH, "", verifyTone(), until);
    }

    private SlotView preflight() {
        if (environment.slot() == Slot.PREFLIGHT) {
            return new SlotView(PathPlan.PREFLIGHT, PageMessages.IN_PROGRESS, "busy", environment.preflight());
        }
        return new SlotView(
                PathPlan.PREFLIGHT, "", environment.deployment() == null ? "bad" : "good", environment.preflight());
    }

    private String verifyTone() {
        if (environment.slot() == Slot.VERIFYING) {
            return "busy";
        }
        if (environment.slot() == Slot.WATCHING) {
            return "good";
        }
        Verdict verdict = environment.verdict();
        return environment.rollsBack() || verdict == null ? "bad" : SlotView.tone(verdict);
    }

    /** Whether it waits for users to approve. */
    @Exported
    public boolean isAsking() {
        return environment.asksForApproval();
    }

    /** The condition that users approve, as it was judged last; empty if there is none. */
    @NonNull
    String getForWhom() {
        return environment.conditions().stream()
                .filter(line -> line.condition().equals(Condition.Kind.APPROVAL.word()))
                .map(ConditionOutcome::text)
                .findFirst()
                .orElse("");
    }

    /** What the release would change, as it was when users were first asked to approve; empty if they were not. */
    @Exported
    public List<String> getPlan() {
        return environment.plan();
    }

    /** What a dry run found that the release would change; null if it is none. */
    @CheckForNull
    @Exported
    public PlanView getForeseen() {
        Plan plan = environment.foreseen();
        return plan == null ? null : new PlanView(plan);
    }

    /** The same in plain lines, with what the rules say of it, and what would have kept the release from entering then. */
    @NonNull
    public List<String> getForeseenLines() {
        Plan plan = environment.foreseen();
        List<String> lines = new ArrayList<>();
        if (plan != null) {
            lines.addAll(plan.lines());
            lines.addAll(DryRunMessages.rules(plan.rules()));
        }
        environment
                .hindrances()
                .forEach(why -> lines.add(CheckRunMessages.ofEnvironment(CheckRunMessages.NOT_NOW, why)));
        return lines;
    }

    /** Of users who were asked to approve, oldest first. */
    @Exported
    public List<AnswerView> getAnswers() {
        return environment.answers().stream().map(AnswerView::new).toList();
    }

    /** What the deployment reports; empty before it. */
    @Exported
    public String getDeployment() {
        Outcome deployment = environment.deployment();
        return deployment == null ? "" : deployment.message();
    }

    /** The progress of its verification; empty before it. */
    @Exported
    public String getVerification() {
        return environment.checks();
    }

    @Exported
    public boolean isRolledBack() {
        return environment.rollsBack();
    }

    /** When it ended, or since when the release is there; empty before it. */
    @NonNull
    @Override
    public String getTime() {
        long at = environment.finishedAt() == 0 ? environment.startedAt() : environment.finishedAt();
        return at == 0 || environment.verdict() == Verdict.NOT_STARTED
                ? ""
                : PageMessages.environmentTime(environment.finishedAt() != 0, at);
    }

    /** Epoch milliseconds; 0 before it started. */
    @Exported
    public long getStartedAt() {
        return environment.startedAt();
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    @Exported
    public long getFinishedAt() {
        return environment.finishedAt();
    }
}
