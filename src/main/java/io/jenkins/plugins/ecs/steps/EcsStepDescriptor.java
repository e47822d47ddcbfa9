package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.LiveChoices;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import java.util.Map;
import java.util.Optional;
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

    /** @return what is wrong with the service; a step that can do without one overrides it */
    @NonNull
    Optional<String> serviceProblem(@CheckForNull String service) {
        return RequestChecks.service(service);
    }

    /** Whether the form has the cluster of the service; a release has one for each environment. */
    boolean isInOneCluster() {
        return true;
    }

    @POST
    @Restricted(NoExternalUse.class)
    public final ComboBoxModel doFillServiceItems(
            @AncestorInPath Item item, StepPlace place, @QueryParameter String cluster) {
        return FormChecks.offer(
                item, () -> LiveChoices.services(place.in(item, cluster)).items());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public final FormValidation doCheckService(
            @AncestorInPath Item item, StepPlace place, @QueryParameter String cluster, @QueryParameter String value) {
        return FormChecks.validate(item, () -> {
            String service = Util.fixEmptyAndTrim(value);
            return isInOneCluster()
                    ? LiveChoices.check(
                            serviceProblem(service), () -> LiveChoices.services(place.in(item, cluster)), service)
                    : FormChecks.of(serviceProblem(service));
        });
    }
}
