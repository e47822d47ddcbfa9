package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Set;

/** The form of an {@link EcsStagedStep}. */
public abstract class EcsStagedStepDescriptor extends EcsImageStepDescriptor {

    @NonNull
    @Override
    Set<String> requiredParameters() {
        return Set.of("service");
    }
}
