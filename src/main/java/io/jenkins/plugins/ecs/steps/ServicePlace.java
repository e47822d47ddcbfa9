package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.ImageField;
import io.jenkins.plugins.ecs.config.LiveImages;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;

/** The fields of a step's form that determine its service, and where AWS is asked for its images. Stapler makes it. */
@Restricted(NoExternalUse.class)
public record ServicePlace(
        @NonNull StepPlace place,
        @CheckForNull String cluster,
        @CheckForNull String service) {

    /** Stapler finds it by its name, and Jenkins learns from it which fields a list or a check depends on. */
    @NonNull
    public static ServicePlace fromStapler(
            StepPlace place, @QueryParameter("cluster") String cluster, @QueryParameter("service") String service) {
        return new ServicePlace(place, cluster, service);
    }

    /**
     * Made only when it is needed: first the permission is checked.
     *
     * @param container whose image it is; null for the only one
     */
    @NonNull
    Supplier<LiveImages> images(
            @CheckForNull Item item,
            @NonNull ImageField.Style style,
            @CheckForNull String container,
            @CheckForNull String typed) {
        return () -> LiveImages.of(place.in(item, cluster), new ImageField(style, service, container, typed));
    }
}
