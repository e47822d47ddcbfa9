package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.Plan;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The plan of a dry run. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 3)
public final class PlanView {

    private final Plan plan;

    PlanView(@NonNull Plan plan) {
        this.plan = plan;
    }

    @Exported
    public boolean isStartsDeployment() {
        return plan.startsDeployment();
    }

    @Exported
    public String getSummary() {
        return plan.summary();
    }

    @Exported
    public List<String> getDefinitionChanges() {
        return plan.definitionChanges();
    }

    @Exported
    public List<String> getServiceChanges() {
        return plan.serviceChanges();
    }

    /** A line for each task that would run before or after the deployment. */
    @Exported
    public List<String> getTasks() {
        return plan.tasks();
    }

    /** Whether no rule refuses it; rules about the moment of the deployment do not count. */
    @Exported
    public boolean isAllowed() {
        return plan.rules().isAllowed();
    }

    /** What rules refuse, and why. */
    @Exported
    public List<String> getRefusals() {
        return plan.rules().refused();
    }

    /** What rules about the moment of the deployment refuse at the moment of the plan. */
    @Exported
    public List<String> getRefusedNow() {
        return plan.rules().notYet();
    }

    /** What rules that only warn would refuse. */
    @Exported
    public List<String> getRuleWarnings() {
        return plan.rules().warnings();
    }

    /** The IAM policy that is enough for it, as JSON; empty if it is not known. */
    @Exported
    public String getIamPolicy() {
        return plan.iamPolicy();
    }

    /** The rules that allow it. */
    @Exported
    public List<String> getPassedRules() {
        return plan.rules().passed();
    }

    @Exported
    public Map<String, String> getDigests() {
        return plan.digests();
    }
}
