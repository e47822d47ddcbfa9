package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.RequestChecks;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsRevisionStep}. */
public abstract class EcsRevisionStepDescriptor extends EcsRolloutStepDescriptor {

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckImage(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.image(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckTaskDefinition(@QueryParameter String value) {
        return FormChecks.of(RequestChecks.taskDefinition(Util.fixEmptyAndTrim(value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckKeepRevisions(@QueryParameter String value) {
        return FormChecks.of(FormChecks.number(value, RequestChecks::keepRevisions));
    }
}
