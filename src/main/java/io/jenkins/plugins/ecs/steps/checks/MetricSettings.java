package io.jenkins.plugins.ecs.steps.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecs.config.settings.CheckSettings;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** {@code metric}: a metric of CloudWatch against a threshold, or against itself before the deployment. */
public final class MetricSettings extends CheckSettings {

    private static final long serialVersionUID = 1L;

    private String namespace;
    private String name;
    private ArrayList<String> dimensions = new ArrayList<>();
    private String statistic;
    private String expression;
    private String queries;
    private String window;
    private Double atMost;
    private Double atLeast;
    private Double atMostTimesBefore;
    private Double noDataIs;

    @DataBoundConstructor
    public MetricSettings() {
        super(CheckKind.METRIC);
    }

    @CheckForNull
    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Util.fixEmptyAndTrim(namespace);
    }

    @CheckForNull
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** As in {@code ServiceName=api}. */
    public List<String> getDimensions() {
        return Collections.unmodifiableList(dimensions);
    }

    @DataBoundSetter
    public void setDimensions(List<String> dimensions) {
        this.dimensions = dimensions == null ? new ArrayList<>() : new ArrayList<>(dimensions);
    }

    /** For the form, which has a text with one entry per line. */
    @Restricted(NoExternalUse.class)
    public String getDimensionsText() {
        return String.join("\n", dimensions);
    }

    @CheckForNull
    public String getStatistic() {
        return statistic;
    }

    @DataBoundSetter
    public void setStatistic(String statistic) {
        this.statistic = Util.fixEmptyAndTrim(statistic);
    }

    /** Metric math in which the metric is {@code m1}. */
    @CheckForNull
    public String getExpression() {
        return expression;
    }

    @DataBoundSetter
    public void setExpression(String expression) {
        this.expression = Util.fixEmptyAndTrim(expression);
    }

    /** {@code MetricDataQueries} as JSON, in the place of all these. */
    @CheckForNull
    public String getQueries() {
        return queries;
    }

    @DataBoundSetter
    public void setQueries(String queries) {
        this.queries = Util.fixEmptyAndTrim(queries);
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

    @CheckForNull
    public Double getAtMost() {
        return atMost;
    }

    @DataBoundSetter
    public void setAtMost(Double atMost) {
        this.atMost = atMost;
    }

    @CheckForNull
    public Double getAtLeast() {
        return atLeast;
    }

    @DataBoundSetter
    public void setAtLeast(Double atLeast) {
        this.atLeast = atLeast;
    }

    @CheckForNull
    public Double getAtMostTimesBefore() {
        return atMostTimesBefore;
    }

    @DataBoundSetter
    public void setAtMostTimesBefore(Double atMostTimesBefore) {
        this.atMostTimesBefore = atMostTimesBefore;
    }

    @CheckForNull
    public Double getNoDataIs() {
        return noDataIs;
    }

    @DataBoundSetter
    public void setNoDataIs(Double noDataIs) {
        this.noDataIs = noDataIs;
    }

    @Override
    protected void addTo(CheckSpec.Builder spec) {
        Duration length = time("window", window);
        spec.option("namespace", namespace)
                .option("name", name)
                .option("dimensions", String.join("\n", dimensions))
                .option("statistic", statistic)
                .option("expression", expression)
                .option("queries", queries)
                .option("windowSeconds", length == null ? null : length.toSeconds())
                .option("atMost", atMost)
                .option("atLeast", atLeast)
                .option("atMostTimesBefore", atMostTimesBefore)
                .option("noDataIs", noDataIs);
    }

    @Extension
    @Symbol("metric")
    public static final class DescriptorImpl extends CheckDescriptor {

        public DescriptorImpl() {
            super(CheckKind.METRIC);
        }

        @Override
        public CheckSettings newInstance(StaplerRequest2 req, @NonNull JSONObject form) throws FormException {
            return super.newInstance(req, withLines(form, "dimensions"));
        }
    }
}
