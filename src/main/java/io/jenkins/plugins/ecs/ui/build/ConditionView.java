package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.release.ConditionOutcome;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One condition of an environment, as it was judged last. */
@ExportedBean(defaultVisibility = 4)
public final class ConditionView {

    private final ConditionOutcome line;

    ConditionView(@NonNull ConditionOutcome line) {
        this.line = line;
    }

    @Exported
    public String getCondition() {
        return line.condition();
    }

    @Exported
    public String getStanding() {
        return line.standing().name();
    }

    @Exported
    public String getText() {
        return line.text();
    }

    /** When it would be met, epoch milliseconds; 0 if it is met, or if that is unknown. */
    @Exported
    public long getMetAt() {
        return line.metAt();
    }
}
