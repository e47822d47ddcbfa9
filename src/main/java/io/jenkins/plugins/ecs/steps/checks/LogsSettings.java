package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code logs}: how often does a pattern occur in the logs since the deployment began? */
public final class LogsSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private final String pattern;
    private Integer atMost;
    private String group;
    private String streamPrefix;
    private String container;

    @DataBoundConstructor
    public LogsSettings(String pattern) {
        super(CheckKind.LOGS);
        this.pattern = Util.fixEmptyAndTrim(pattern);
    }

    /** A filter pattern of CloudWatch Logs. */
    public String getPattern() {
        return pattern;
    }

    @CheckForNull
    public Integer getAtMost() {
        return atMost;
    }

    @DataBoundSetter
    public void setAtMost(Integer atMost) {
        this.atMost = atMost;
    }

    /** By default those of the task definition. */
    @CheckForNull
    public String getGroup() {
        return group;
    }

    @DataBoundSetter
    public void setGroup(String group) {
        this.group = Util.fixEmptyAndTrim(group);
    }

    @CheckForNull
    public String getStreamPrefix() {
        return streamPrefix;
    }

    @DataBoundSetter
    public void setStreamPrefix(String streamPrefix) {
        this.streamPrefix = Util.fixEmptyAndTrim(streamPrefix);
    }

    @CheckForNull
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(String container) {
        this.container = Util.fixEmptyAndTrim(container);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        spec.option("pattern", pattern)
                .option("atMost", atMost)
                .option("group", group)
                .option("streamPrefix", streamPrefix)
                .option("container", container);
    }

    @Extension
    @Symbol("logs")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.LOGS);
        }
    }
}
