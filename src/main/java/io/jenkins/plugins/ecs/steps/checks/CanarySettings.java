package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code canary}: a metric of the new revision's target group against that of the previous one, while traffic is shifted. */
public final class CanarySettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String metric;
    private String statistic;
    private Double atMostTimes;
    private Double tolerance;
    private Integer atLeastRequests;
    private String window;

    @DataBoundConstructor
    public CanarySettings() {
        super(CheckKind.CANARY);
    }

    /** As in {@code HTTPCode_Target_5XX_Count}. */
    @CheckForNull
    public String getMetric() {
        return metric;
    }

    @DataBoundSetter
    public void setMetric(String metric) {
        this.metric = Util.fixEmptyAndTrim(metric);
    }

    @CheckForNull
    public String getStatistic() {
        return statistic;
    }

    @DataBoundSetter
    public void setStatistic(String statistic) {
        this.statistic = Util.fixEmptyAndTrim(statistic);
    }

    @CheckForNull
    public Double getAtMostTimes() {
        return atMostTimes;
    }

    @DataBoundSetter
    public void setAtMostTimes(Double atMostTimes) {
        this.atMostTimes = atMostTimes;
    }

    @CheckForNull
    public Double getTolerance() {
        return tolerance;
    }

    @DataBoundSetter
    public void setTolerance(Double tolerance) {
        this.tolerance = tolerance;
    }

    @CheckForNull
    public Integer getAtLeastRequests() {
        return atLeastRequests;
    }

    @DataBoundSetter
    public void setAtLeastRequests(Integer atLeastRequests) {
        this.atLeastRequests = atLeastRequests;
    }

    /** As in {@code 5m}. */
    @CheckForNull
    public String getWindow() {
        return window;
    }

    @DataBoundSetter
    public void setWindow(String window) {
        this.window = Util.fixEmptyAndTrim(window);
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        Duration length = time("window", window);
        spec.option("metric", metric)
                .option("statistic", statistic)
                .option("atMostTimes", atMostTimes)
                .option("tolerance", tolerance)
                .option("atLeastRequests", atLeastRequests)
                .option("windowSeconds", length == null ? null : length.toSeconds());
    }

    @Extension
    @Symbol("canary")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.CANARY);
        }
    }
}
