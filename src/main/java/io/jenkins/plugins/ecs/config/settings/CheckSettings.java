package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.CheckSpecValidator;
import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.Times;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What every check of {@code ecsVerify} is told: how often to look, and how much of what is too much. */
public abstract class CheckSettings implements Describable<CheckSettings>, Serializable {

    private static final long serialVersionUID = 1L;

    private final CheckKind kind;
    private String initialDelay;
    private String interval;
    private Integer count;
    private Integer failureLimit;
    private Integer consecutiveErrorLimit;
    private Integer inconclusiveLimit;
    private boolean dryRun;

    protected CheckSettings(@NonNull CheckKind kind) {
        this.kind = kind;
    }

    /** As in {@code 30s}, {@code 5m}, {@code 1h}. */
    @CheckForNull
    public String getInitialDelay() {
        return initialDelay;
    }

    @DataBoundSetter
    public void setInitialDelay(String initialDelay) {
        this.initialDelay = Util.fixEmptyAndTrim(initialDelay);
    }

    /** As in {@code 30s}, {@code 5m}, {@code 1h}. */
    @CheckForNull
    public String getInterval() {
        return interval;
    }

    @DataBoundSetter
    public void setInterval(String interval) {
        this.interval = Util.fixEmptyAndTrim(interval);
    }

    @CheckForNull
    public Integer getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(Integer count) {
        this.count = count;
    }

    @CheckForNull
    public Integer getFailureLimit() {
        return failureLimit;
    }

    @DataBoundSetter
    public void setFailureLimit(Integer failureLimit) {
        this.failureLimit = failureLimit;
    }

    @CheckForNull
    public Integer getConsecutiveErrorLimit() {
        return consecutiveErrorLimit;
    }

    @DataBoundSetter
    public void setConsecutiveErrorLimit(Integer consecutiveErrorLimit) {
        this.consecutiveErrorLimit = consecutiveErrorLimit;
    }

    @CheckForNull
    public Integer getInconclusiveLimit() {
        return inconclusiveLimit;
    }

    @DataBoundSetter
    public void setInconclusiveLimit(Integer inconclusiveLimit) {
        this.inconclusiveLimit = inconclusiveLimit;
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    /** Adds what this check is told besides. */
    protected abstract void addTo(@NonNull CheckSpec.Builder spec);

    /** @throws IllegalArgumentException naming a field that is no length of time */
    @NonNull
    public final CheckSpec.Builder toSpec() {
        CheckSpec.Builder spec = CheckSpec.of(kind)
                .initialDelay(time("initialDelay", initialDelay))
                .interval(time("interval", interval))
                .count(count)
                .failureLimit(failureLimit)
                .consecutiveErrorLimit(consecutiveErrorLimit)
                .inconclusiveLimit(inconclusiveLimit)
                .dryRun(dryRun);
        addTo(spec);
        return spec;
    }

    /**
     * What is wrong with checks, without any call. One that repeats a check of another place is no problem.
     *
     * @param field the name of the list in messages
     */
    @NonNull
    public static Stream<String> problems(@NonNull String field, @NonNull List<CheckSettings> checks) {
        List<String> problems = new ArrayList<>();
        List<CheckSpec> specs = new ArrayList<>();
        for (CheckSettings check : checks) {
            try {
                specs.add(check.toSpec().build());
            } catch (IllegalArgumentException wrong) {
                problems.add(wrong.getMessage());
            }
        }
        problems.addAll(CheckSpecValidator.of(specs));
        return problems.stream().map(problem -> field + ": " + problem);
    }

    /** @throws IllegalArgumentException naming the field */
    @CheckForNull
    protected final Duration time(@NonNull String field, @CheckForNull String text) {
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                kind.word() + "." + field + ": '" + PlainText.line(text) + "' " + NO_TIME));
    }

    private static final String NO_TIME = "is no length of time. Write it as in 30s, 5m or 1h";

    /** The form of a check. */
    public abstract static class CheckDescriptor extends Descriptor<CheckSettings> {

        private final CheckKind kind;

        protected CheckDescriptor(@NonNull CheckKind kind) {
            this.kind = kind;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return kind.word();
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckInitialDelay(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.validate(item, () -> checkTime(value));
        }

        @POST
        @Restricted(NoExternalUse.class)
        public FormValidation doCheckInterval(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.validate(item, () -> checkTime(value));
        }

        @NonNull
        protected static FormValidation checkTime(@CheckForNull String value) {
            String text = Util.fixEmptyAndTrim(value);
            return text == null || Times.parse(text).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error("'" + text + "' " + NO_TIME);
        }

        /** In a form a list is a text with an entry a line. */
        protected static JSONObject withLines(@NonNull JSONObject form, @NonNull String field) {
            form.put(
                    field,
                    form.optString(field)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList());
            return form;
        }
    }
}
