package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.operations.request.Goal;
import io.jenkins.plugins.ecs.operations.request.OperationRequest;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.steps.execution.BuildStarter;
import io.jenkins.plugins.ecs.steps.execution.OperationExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that changes a service without a deployment. */
public abstract class EcsOperationStep extends EcsStep {

    private static final long serialVersionUID = 1L;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    private Integer timeout;
    private TimeUnit timeUnit = TimeUnit.MINUTES;

    EcsOperationStep(String service) {
        super(service);
    }

    /** In {@link #getTimeUnit()}. */
    @CheckForNull
    public Integer getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(Integer timeout) {
        this.timeout = timeout;
    }

    public TimeUnit getTimeUnit() {
        return timeUnit;
    }

    @DataBoundSetter
    public void setTimeUnit(TimeUnit timeUnit) {
        this.timeUnit = timeUnit == null ? TimeUnit.MINUTES : timeUnit;
    }

    /** What the step does. */
    @NonNull
    abstract Goal goal();

    /** All problems of its parameters. */
    @NonNull
    abstract List<String> problems();

    /** Whether it asks for what only a user who started the build may ask for. */
    boolean forces() {
        return false;
    }

    /**
     * What this step asks for.
     *
     * @param settings the effective ones
     * @param starter id of the user who started the build; null if no user did
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public OperationRequest toRequest(@NonNull EcsSettings settings, @CheckForNull String starter) {
        Duration limit = timeout == null ? DEFAULT_TIMEOUT : Duration.of(timeout, timeUnit.toChronoUnit());
        List<String> wrong = new ArrayList<>();
        Stream.of(
                        RequestChecks.cluster(settings.cluster()),
                        RequestChecks.service(getService()),
                        RequestChecks.span("timeout", limit))
                .flatMap(Optional::stream)
                .forEach(wrong::add);
        wrong.addAll(problems());
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", wrong));
        }
        return new OperationRequest(
                settings.region(),
                settings.cluster(),
                String.valueOf(getService()),
                limit.toMillis(),
                goal(),
                new OperationRequest.Origin(settings.target(), settings.targetLabel(), forces() ? starter : null));
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        String starter = BuildStarter.of(context);
        return StepValidation.of(
                this,
                context,
                (settings, trace) -> new OperationExecution(
                        context,
                        getDescriptor().getFunctionName(),
                        settings,
                        toRequest(settings, starter),
                        forces() && starter == null));
    }
}
