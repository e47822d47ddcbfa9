package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecs.config.FormChecks;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
        return FormChecks.validate(item, () -> checkSpan(value));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public ListBoxModel doFillTimeUnitItems(@AncestorInPath Item item) {
        FormChecks.requireRead(item);
        ListBoxModel items = new ListBoxModel();
        for (TimeUnit unit : new TimeUnit[] {TimeUnit.MINUTES, TimeUnit.SECONDS, TimeUnit.HOURS}) {
            items.add(unit.name().toLowerCase(Locale.ROOT), unit.name());
        }
        return items;
    }
}
