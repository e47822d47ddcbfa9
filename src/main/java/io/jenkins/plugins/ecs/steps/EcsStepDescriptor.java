package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of an {@link EcsStep}. */
public abstract class EcsStepDescriptor extends AbstractEcsStepDescriptor {

    @Override
    public String argumentsToString(@NonNull Map<String, Object> arguments) {
        Object cluster = arguments.get("cluster");
        return (cluster == null ? "" : cluster + "/") + arguments.get("service");
    }

    @POST
    @Restricted(NoExternalUse.class)
    public FormValidation doCheckService(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.ifAllowed(item, () -> RequestChecks.service(Util.fixEmptyAndTrim(value)));
    }
}
