package io.jenkins.plugins.ecs.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.config.ImageField.Style;
import io.jenkins.plugins.ecs.config.LiveImages;
import io.jenkins.plugins.ecs.config.settings.FormChecks;
import io.jenkins.plugins.ecs.rollout.request.RequestChecks;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a step with the image or the tag of a service; it offers those that there are in Amazon ECR. */
public abstract class EcsImageStepDescriptor extends EcsStepDescriptor {

    @POST
    @Restricted(NoExternalUse.class)
    public final ComboBoxModel doFillImageItems(
            @AncestorInPath Item item, ServicePlace place, @QueryParameter String image) {
        return FormChecks.offer(
                item, () -> place.images(item, Style.TAGGED, null, image).get().items());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public final ComboBoxModel doFillTagItems(
            @AncestorInPath Item item, ServicePlace place, @QueryParameter String tag) {
        return FormChecks.offer(
                item, () -> place.images(item, Style.TAG, null, tag).get().items());
    }

    @POST
    @Restricted(NoExternalUse.class)
    public final FormValidation doCheckImage(
            @AncestorInPath Item item, ServicePlace place, @QueryParameter String value) {
        return FormChecks.validate(
                item,
                () -> LiveImages.check(
                        RequestChecks.image(Util.fixEmptyAndTrim(value)),
                        place.images(item, Style.TAGGED, null, value)));
    }

    @POST
    @Restricted(NoExternalUse.class)
    public final FormValidation doCheckTag(
            @AncestorInPath Item item, ServicePlace place, @QueryParameter String value) {
        return FormChecks.validate(
                item,
                () -> LiveImages.check(
                        RequestChecks.tag(Util.fixEmptyAndTrim(value)), place.images(item, Style.TAG, null, value)));
    }
}
