package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.settings.TaskFormChecks;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsOperationStep}. */
abstract class EcsOperationStepDescriptor extends EcsStepDescriptor {

    @NonNull
    @Override
    Set<String> requiredParameters() {
        return Set.of("service");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTimeout(@AncestorInPath Item item, @QueryParameter String value) {
        return TaskFormChecks.timeout(item, value);
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillTimeUnitItems(@AncestorInPath Item item) {
        return TaskFormChecks.timeUnits(item);
    }
}
