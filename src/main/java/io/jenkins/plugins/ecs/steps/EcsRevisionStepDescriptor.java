package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsRevisionStep}. */
public abstract class EcsRevisionStepDescriptor extends EcsRolloutStepDescriptor {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckImage(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.image(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskDefinition(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.taskDefinition(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckKeepRevisions(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> FormChecks.number(value, RequestChecks::keepRevisions));
    }
}
