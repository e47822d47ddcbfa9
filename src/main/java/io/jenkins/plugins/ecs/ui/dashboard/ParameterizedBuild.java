package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;

/** Starts a job from a page, as the user of the request. The caller has checked the permission. */
final class ParameterizedBuild {

    private ParameterizedBuild() {}

    /** @return why the job could not be started; empty if it was */
    @NonNull
    static Optional<String> schedule(@NonNull Job<?, ?> job, @NonNull Map<String, String> parameters) {
        ParametersDefinitionProperty defined = job.getProperty(ParametersDefinitionProperty.class);
        // Jenkins drops parameters that a job does not define, and the job would deploy something else.
        List<String> missing = new ArrayList<>(parameters.keySet());
        if (defined != null) {
            missing.removeAll(new ArrayList<>(defined.getParameterDefinitionNames()));
        }
        if (!missing.isEmpty()) {
            return Optional.of(PageMessages.parametersMissing(job.getFullName(), missing));
        }
        List<ParameterValue> values = new ArrayList<>();
        parameters.forEach((name, value) -> values.add(new StringParameterValue(name, value)));
        boolean queued = ParameterizedJobMixIn.scheduleBuild2(
                        job, 0, new ParametersAction(values), new CauseAction(new Cause.UserIdCause()))
                != null;
        return queued ? Optional.empty() : Optional.of(PageMessages.jobNotStarted(job.getFullName()));
    }
}
