package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.ImageField;
import io.jenkins.plugins.ecs.config.ImageField.Style;
import io.jenkins.plugins.ecs.config.JobSettings;
import io.jenkins.plugins.ecs.config.LiveImages;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;

/**
 * The fields of the form of a release that determine where AWS is asked for images: at the first target of its path, in
 * which the service runs first. Stapler makes it.
 */
@Restricted(NoExternalUse.class)
public record ReleasePlace(
        @CheckForNull String path, @CheckForNull String service) {

    /** Stapler finds it by its name, and Jenkins learns from it which fields a list or a check depends on. */
    @NonNull
    public static ReleasePlace fromStapler(
            @QueryParameter("path") String path, @QueryParameter("service") String service) {
        return new ReleasePlace(path, service);
    }

    /** Made only when it is needed: first the permission is checked. */
    @NonNull
    Supplier<LiveImages> images(@CheckForNull Item item, @CheckForNull String container, @CheckForNull String typed) {
        return () -> LiveImages.of(
                () -> new StepPlace(firstTarget(item), null, null, null, null)
                        .in(item, null)
                        .get(),
                new ImageField(Style.PINNED, service, container, typed));
    }

    private String firstTarget(Item item) {
        return JobSettings.of(item)
                .paths()
                .path(Util.fixEmptyAndTrim(path))
                .environments()
                .get(0)
                .targets()
                .get(0);
    }
}
