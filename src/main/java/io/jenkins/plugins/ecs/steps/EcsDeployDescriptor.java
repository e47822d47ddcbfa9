package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/** The form of {@code ecsDeploy}. */
abstract class EcsDeployDescriptor extends EcsImageStepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsDeploy";
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Deploy to Amazon ECS services";
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object services = arguments.get("services");
        return services == null ? super.argumentsToString(arguments) : String.valueOf(services);
    }

    /** Accepts {@code services: ['api', 'worker']}. */
    @NonNull
    @Override
    public Map<String, Object> customInstantiate(@NonNull Map<String, Object> arguments) {
        Map<String, Object> known = new LinkedHashMap<>(super.customInstantiate(arguments));
        known.computeIfPresent("services", EcsServiceSettings::arguments);
        return known;
    }

    /** Makes the snippet generator use that form, too. */
    @NonNull
    @Override
    public UninstantiatedDescribable customUninstantiate(@NonNull UninstantiatedDescribable model) {
        Map<String, Object> arguments = new LinkedHashMap<>(model.getArguments());
        arguments.computeIfPresent("services", EcsServiceSettings::written);
        return model.withArguments(arguments);
    }

    /** {@code service} is optional if {@code services} is set. */
    @NonNull
    @Override
    Optional<String> serviceProblem(@CheckForNull String service) {
        return RequestChecks.optionalService(service);
    }
}
