package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Who or what ended a step before its time, in a few words. */
final class InterruptionText {

    private InterruptionText() {}

    @NonNull
    static String of(@CheckForNull Throwable interruption) {
        String causes = interruption instanceof FlowInterruptedException flow
                ? flow.getCauses().stream()
                        .map(CauseOfInterruption::getShortDescription)
                        .collect(Collectors.joining(", "))
                : "";
        return causes.isEmpty() ? "aborted" : causes;
    }
}
