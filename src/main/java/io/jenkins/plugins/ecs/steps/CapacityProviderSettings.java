package io.jenkins.plugins.ecs.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A capacity provider of a strategy. */
public final class CapacityProviderSettings implements Describable<CapacityProviderSettings>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private Integer weight;
    private Integer base;

    @DataBoundConstructor
    public CapacityProviderSettings(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    public String getName() {
        return name;
    }

    @CheckForNull
    public Integer getWeight() {
        return weight;
    }

    @DataBoundSetter
    public void setWeight(Integer weight) {
        this.weight = weight;
    }

    @CheckForNull
    public Integer getBase() {
        return base;
    }

    @DataBoundSetter
    public void setBase(Integer base) {
        this.base = base;
    }

    @NonNull
    TaskRequest.CapacityProvider toProvider() {
        return new TaskRequest.CapacityProvider(name == null ? "" : name, weight, base);
    }

    /** Lets people write {@code capacityProviders: ['FARGATE_SPOT']}. */
    @NonNull
    static Object arguments(@NonNull String field, @NonNull Object written) {
        if (!(written instanceof List<?> list)) {
            return written;
        }
        List<Object> arguments = new ArrayList<>();
        list.forEach(each -> arguments.add(each instanceof CharSequence name ? Map.of("name", name.toString()) : each));
        return arguments;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<CapacityProviderSettings> {

        @NonNull
        @Override
        public String getDisplayName() {
            return "Capacity provider";
        }
    }
}
