package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.RelativePath;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.QueryParameter;

/** The connection of the step that a part of its form, such as a service of several, is in. Stapler makes it. */
@Restricted(NoExternalUse.class)
public record NestedPlace(
        @NonNull StepPlace place, @CheckForNull String cluster) {

    /** Stapler finds it by its name, and Jenkins learns from it which fields a list depends on. */
    @NonNull
    public static NestedPlace fromStapler(
            @RelativePath("..") @QueryParameter("target") String target,
            @RelativePath("..") @QueryParameter("region") String region,
            @RelativePath("..") @QueryParameter("credentialsId") String credentialsId,
            @RelativePath("..") @QueryParameter("roleArn") String roleArn,
            @RelativePath("..") @QueryParameter("externalId") String externalId,
            @RelativePath("..") @QueryParameter("cluster") String cluster) {
        return new NestedPlace(new StepPlace(target, region, credentialsId, roleArn, externalId), cluster);
    }

    /** @param service in the same part of the form */
    @NonNull
    ServicePlace of(@CheckForNull String service) {
        return new ServicePlace(place, cluster, service);
    }
}
