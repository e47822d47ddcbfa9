package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;

/** The form of {@code ecsDeploy}. */
abstract class EcsDeployDescriptor extends EcsRevisionStepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsDeploy";
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Deploy to an Amazon ECS service";
    }
}
