package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.RelativePath;
import hudson.model.Item;
import io.jenkins.plugins.ecs.config.ImageField.Style;
import io.jenkins.plugins.ecs.config.LiveImages;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;

/**
 * The fields of the form around a container: of a step, or of one of the services of a step. Stapler makes it.
 *
 * @param path of a release; null in the form of any other step, which has no such field
 */
@Restricted(NoExternalUse.class)
public record ContainerPlace(
        @NonNull NestedPlace place,
        @CheckForNull String service,
        @CheckForNull String path) {

    /** The fields of the step around one of its services. They are sent under the same names as those of the step. */
    @Restricted(NoExternalUse.class)
    public record Outer() {

        /** Only tells Jenkins on which fields a list depends. */
        @NonNull
        public static Outer fromStapler(
                @RelativePath("../..") @QueryParameter("target") String target,
                @RelativePath("../..") @QueryParameter("region") String region,
                @RelativePath("../..") @QueryParameter("credentialsId") String credentialsId,
                @RelativePath("../..") @QueryParameter("roleArn") String roleArn,
                @RelativePath("../..") @QueryParameter("externalId") String externalId,
                @RelativePath("../..") @QueryParameter("cluster") String cluster) {
            return new Outer();
        }
    }

    /**
     * Stapler finds it by its name, and Jenkins learns from it which fields a list depends on. A page sends the last field
     * of a name that it has.
     */
    @NonNull
    public static ContainerPlace fromStapler(
            Outer outer,
            NestedPlace place,
            @RelativePath("..") @QueryParameter("service") String service,
            @RelativePath("..") @QueryParameter("path") String path) {
        return new ContainerPlace(place, service, path);
    }

    /** Made only when it is needed: first the permission is checked. */
    @NonNull
    Supplier<LiveImages> images(@CheckForNull Item item, @CheckForNull String container, @CheckForNull String typed) {
        return path == null
                ? place.of(service).images(item, Style.TAGGED, container, typed)
                : new ReleasePlace(path, service).images(item, container, typed);
    }
}
