package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.StringParameterValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.ParameterizedJobMixIn;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.Stapler;

/** Starts a job from a page, as the user of the request. The caller has checked the permission. */
public final class ParameterizedBuild {

    private ParameterizedBuild() {}

    /**
     * @param parameters those of the job that are not among them get their defaults
     * @return why the job could not be started; empty if it was
     */
    @NonNull
    public static Optional<String> schedule(@NonNull Job<?, ?> job, @NonNull Map<String, String> parameters) {
        // Jenkins drops parameters that a job does not define, and the job would deploy something else.
        List<String> missing = new ArrayList<>(parameters.keySet());
        List<ParameterValue> values = new ArrayList<>();
        for (ParameterDefinition each : definitions(job)) {
            // Jenkins fills in the defaults only if no parameter is given at all.
            ParameterValue byDefault = missing.remove(each.getName()) ? null : each.getDefaultParameterValue();
            if (byDefault != null) {
                values.add(byDefault);
            }
        }
        if (!missing.isEmpty()) {
            return Optional.of(DeployMessages.parametersMissing(job.getFullName(), missing));
        }
        parameters.forEach((name, value) -> values.add(new StringParameterValue(name, value)));
        boolean queued = ParameterizedJobMixIn.scheduleBuild2(
                        job, 0, new ParametersAction(values), new CauseAction(new Cause.UserIdCause()))
                != null;
        return queued ? Optional.empty() : Optional.of(DeployMessages.jobNotStarted(job.getFullName()));
    }

    /**
     * The response to a request to start a job: a redirect to the job, or 409.
     *
     * @param problem why it was not started; empty if it was
     */
    @NonNull
    public static HttpResponse response(@NonNull Job<?, ?> job, @NonNull Optional<String> problem) {
        return problem.isPresent()
                ? HttpResponses.errorWithoutStack(409, problem.get())
                : HttpResponses.redirectTo(Stapler.getCurrentRequest2().getContextPath() + "/" + job.getUrl());
    }

    @NonNull
    static List<ParameterDefinition> definitions(@NonNull Job<?, ?> job) {
        ParametersDefinitionProperty defined = job.getProperty(ParametersDefinitionProperty.class);
        return defined == null ? List.of() : defined.getParameterDefinitions();
    }
}
