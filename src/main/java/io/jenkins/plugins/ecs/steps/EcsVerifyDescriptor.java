package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import io.jenkins.plugins.ecs.verify.FailOn;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@code ecsVerify}. */
abstract class EcsVerifyDescriptor extends EcsImageStepDescriptor {

    @Override
    public String getFunctionName() {
        return "ecsVerify";
    }

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object deployment = arguments.get("deployment");
        if (deployment != null) {
            return deployment.toString();
        }
        return arguments.get("service") == null ? "" : super.argumentsToString(arguments);
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Verify an Amazon ECS service";
    }

    @NonNull
    @Override
    Optional<String> serviceProblem(@CheckForNull String service) {
        return RequestChecks.optionalService(service);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckFailOn(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.validate(item, () -> checkFailOn(Util.fixEmptyAndTrim(value)));
    }

    @NonNull
    private static FormValidation checkFailOn(@CheckForNull String text) {
        try {
            FailOn.parse(text == null ? FailOn.DEFAULT : text);
            return FormValidation.ok();
        } catch (IllegalArgumentException wrong) {
            return FormValidation.error(wrong.getMessage());
        }
    }
}
