package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.rollout.request.DeployRequestBuilder;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.rollout.request.Setting;
import io.jenkins.plugins.ecs.rollout.services.WavesState;
import io.jenkins.plugins.ecs.steps.execution.RolloutExecution;
import io.jenkins.plugins.ecs.steps.execution.RolloutThreads;
import io.jenkins.plugins.ecs.steps.execution.WavesExecution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ecsDeploy}: updates a service and follows its deployment to the verdict. */
public final class EcsDeployStep extends EcsRevisionStep implements Cloneable {

    private static final long serialVersionUID = 1L;

    private ArrayList<EcsServiceSettings> services = new ArrayList<>();

    @DataBoundConstructor
    public EcsDeployStep() {
        super(null);
    }

    /** For one service. */
    public EcsDeployStep(String service) {
        super(service);
    }

    @DataBoundSetter
    public void setService(String service) {
        service(service);
    }

    /** Several services in the place of one; empty for one. */
    public List<EcsServiceSettings> getServices() {
        return Collections.unmodifiableList(services);
    }

    @DataBoundSetter
    public void setServices(List<EcsServiceSettings> services) {
        this.services = services == null ? new ArrayList<>() : new ArrayList<>(services);
    }

    /** How many services are deployed at the same time; null for all of a wave. */
    @CheckForNull
    public Integer getMaxParallel() {
        return values().whole(Setting.MAX_PARALLEL);
    }

    @DataBoundSetter
    public void setMaxParallel(Integer maxParallel) {
        set(Setting.MAX_PARALLEL, maxParallel);
    }

    @CheckForNull
    public String getOnWaveFailure() {
        return values().get(Setting.ON_WAVE_FAILURE);
    }

    @DataBoundSetter
    public void setOnWaveFailure(String onWaveFailure) {
        set(Setting.ON_WAVE_FAILURE, onWaveFailure);
    }

    /** Whether a revision is registered and the service left as it is. */
    public boolean isRegisterOnly() {
        return values().flag(Setting.REGISTER_ONLY);
    }

    @DataBoundSetter
    public void setRegisterOnly(boolean registerOnly) {
        set(Setting.REGISTER_ONLY, registerOnly);
    }

    public boolean isWait() {
        return values().flag(Setting.WAIT);
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        set(Setting.WAIT, wait);
    }

    @Override
    void complete(DeployRequestBuilder request, EcsSettings settings) {
        request.waitForEnd(isWait())
                .circuitBreaker(circuitBreaker(settings))
                .with(Setting.REGISTER_ONLY, isRegisterOnly());
    }

    @Override
    Stream<Optional<String>> ownProblems(EcsSettings settings) {
        return services.isEmpty()
                ? Stream.of(RequestChecks.onlyForServices(getMaxParallel(), getOnWaveFailure()))
                : Stream.empty();
    }

    /**
     * The request of a step that names several services.
     *
     * @param settings the effective ones, with those of {@link #layer()} in them
     * @param now epoch milliseconds
     * @throws IllegalArgumentException naming every field that is wrong, its value and what to do
     */
    @NonNull
    public WavesState toWaves(@NonNull EcsSettings settings, @NonNull Map<String, String> trace, long now) {
        return new ServicesRequest(this, settings, trace).toWaves(now);
    }

    /** This step for one of its services alone. */
    EcsDeployStep only(EcsServiceSettings one) {
        try {
            EcsDeployStep step = (EcsDeployStep) super.clone();
            step.services = new ArrayList<>();
            step.setMaxParallel(null);
            step.setOnWaveFailure(null);
            step.setService(one.getService());
            one.applyTo(step);
            return step;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return StepValidation.<StepExecution>of(this, context, (settings, trace) -> {
            if (services.isEmpty()) {
                return new RolloutExecution(context, "ecsDeploy", settings, toRequest(settings, trace));
            }
            long now = RolloutThreads.clock().millis();
            return new WavesExecution(context, "ecsDeploy", settings, toWaves(settings, trace, now));
        });
    }

    @Extension
    public static final class DescriptorImpl extends EcsDeployDescriptor {}
}
