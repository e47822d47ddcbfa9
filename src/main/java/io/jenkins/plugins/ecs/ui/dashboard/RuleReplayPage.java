package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.config.ConfiguredRule;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.RuleReplay;
import io.jenkins.plugins.ecs.policy.Freeze;
import io.jenkins.plugins.ecs.policy.Rule;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * {@code /ecs-dashboard/rules/}, for administrators: which of the recorded deployments a rule would have refused. It
 * only reads the index and changes nothing.
 */
@Restricted(NoExternalUse.class)
public final class RuleReplayPage implements StaplerProxy {

    /** Rules that can be tried without being configured. */
    static final List<String> TRIALS =
            List.of("accounts", "regions", "clusters", "services", "registries", "imagePinning", "targetRequired");

    private static final int LONGEST_VALUE = 1_000;

    RuleReplayPage() {}

    /** For administrators only. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    public String getDisplayName() {
        return "Rule replay";
    }

    public List<String> getTrials() {
        return TRIALS;
    }

    /** Computed at each call; a page calls it once. */
    @NonNull
    public View getView() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return View.of(
                ConfiguredRule.all(),
                DeploymentIndex.get().history().all(),
                name -> request == null ? null : request.getParameter(name));
    }

    /** The content of the page. */
    public static final class View {

        private final List<Choice> choices = new ArrayList<>();
        private final String trial;
        private final String value;
        private String problem = "";
        private String rule = "";
        private RuleReplay replay;

        private View(String trial, String value) {
            this.trial = trial;
            this.value = value;
        }

        /** @param parameters {@code rule}, {@code try} and {@code value}; null if not given */
        @NonNull
        public static View of(
                @NonNull List<ConfiguredRule> rules,
                @NonNull List<DeploymentRecord> deployments,
                @NonNull UnaryOperator<String> parameters) {
            String asked = PlainLine.of(parameters.apply("rule"), LONGEST_VALUE);
            View view = new View(
                    PlainLine.of(parameters.apply("try"), LONGEST_VALUE),
                    PlainLine.of(parameters.apply("value"), LONGEST_VALUE).strip());
            for (int i = 0; i < rules.size(); i++) {
                ConfiguredRule each = rules.get(i);
                String id = i + " " + each.rule().name() + " " + each.where();
                view.choices.add(new Choice(id, words(each), id.equals(asked)));
                if (id.equals(asked)) {
                    view.replay(words(each), each.rule(), each.scope(), deployments);
                }
            }
            if (view.replay == null && TRIALS.contains(view.trial)) {
                view.tryOut(deployments);
            }
            return view;
        }

        private static String words(ConfiguredRule each) {
            return PlainText.line(DashboardMessages.ruleOf(each.rule().name(), each.where(), each.warnsOnly())
                    + (each.rule() instanceof Freeze freeze
                            ? ": " + freeze.window().reason()
                            : ""));
        }

        private void tryOut(List<DeploymentRecord> deployments) {
            try {
                Optional<Rule> tried = ConfiguredRule.trial(trial, value);
                if (tried.isPresent()) {
                    replay(PlainText.line(trial + ": " + value), tried.get(), RuleReplay.Scope.ALL, deployments);
                } else {
                    problem = DashboardMessages.noValue(trial);
                }
            } catch (RuntimeException wrong) {
                problem = PlainText.line(String.valueOf(wrong.getMessage()));
            }
        }

        private void replay(String words, Rule replayed, RuleReplay.Scope scope, List<DeploymentRecord> deployments) {
            rule = words;
            replay = RuleReplay.of(replayed, scope, deployments);
        }

        /** The configured rules that can be replayed. */
        public List<Choice> getChoices() {
            return choices;
        }

        public String getTrial() {
            return trial;
        }

        public String getValue() {
            return value;
        }

        /** The error in the input; empty if there is none. */
        public String getProblem() {
            return problem;
        }

        /** The rule that was replayed; empty if none was. */
        public String getRule() {
            return rule;
        }

        /** The result in a sentence; empty if no rule was replayed. */
        public String getSummary() {
            if (replay == null) {
                return "";
            }
            return DashboardMessages.replayed(
                    replay.refused(), replay.judged(), replay.stopped().size(), replay.leftOut());
        }

        public List<Row> getRows() {
            return replay == null
                    ? List.of()
                    : replay.stopped().stream().map(Row::new).toList();
        }
    }

    /** An option of the list of rules. */
    public record Choice(@NonNull String id, @NonNull String words, boolean chosen) {

        public String getId() {
            return id;
        }

        public String getWords() {
            return words;
        }

        public boolean isChosen() {
            return chosen;
        }
    }

    /** A deployment that would have been refused. */
    public static final class Row {

        private final HistoryRow deployment;
        private final String service;
        private final String why;

        Row(@NonNull RuleReplay.Stopped stopped) {
            deployment = new HistoryRow(stopped.deployment());
            service = stopped.deployment().service() + " in "
                    + stopped.deployment().service().region();
            why = PlainText.line(stopped.why());
        }

        public HistoryRow getDeployment() {
            return deployment;
        }

        public String getService() {
            return service;
        }

        @CheckForNull
        public String getWhy() {
            return why;
        }
    }
}
