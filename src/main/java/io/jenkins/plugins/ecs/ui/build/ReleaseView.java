package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.Condition;
import io.jenkins.plugins.ecs.paths.ReleaseOutcome;
import io.jenkins.plugins.ecs.rollout.state.Outcome;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.ui.PageMessages;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A release on its path, for pages and the REST API. Its texts are plain, not escaped. */
@ExportedBean(defaultVisibility = 2)
public final class ReleaseView {

    private final String id;
    private final ReleaseOutcome outcome;

    public ReleaseView(@NonNull String id, @NonNull ReleaseOutcome outcome) {
        this.id = id;
        this.outcome = outcome;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** The verdict, or {@code IN_PROGRESS}. */
    @Exported
    public String getStatus() {
        Verdict verdict = outcome.verdict();
        return verdict == null ? "IN_PROGRESS" : verdict.name();
    }

    public boolean isRunning() {
        return outcome.verdict() == null;
    }

    @Exported
    public String getService() {
        return outcome.service();
    }

    @Exported
    public String getPath() {
        return outcome.path();
    }

    /** By container. */
    @Exported
    public Map<String, String> getDigests() {
        return outcome.digests();
    }

    public String getDigestText() {
        return String.join(", ", outcome.digests().values());
    }

    @Exported
    public String getSummary() {
        return isRunning() && outcome.isQueued() ? PageMessages.releaseQueued(outcome.message()) : outcome.message();
    }

    /** Epoch milliseconds. */
    @Exported
    public long getStartedAt() {
        return outcome.startedAt();
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    @Exported
    public long getFinishedAt() {
        return outcome.finishedAt();
    }

    public String getIcon() {
        return icon(outcome.verdict(), true);
    }

    /** Those that the release goes through, in their order. */
    @Exported
    public List<Environment> getEnvironments() {
        return outcome.environments().stream().map(Environment::new).toList();
    }

    /** Changes whenever the picture does. */
    String stamp() {
        StringBuilder stamp = new StringBuilder(getStatus());
        outcome.environments().forEach(each -> {
            stamp.append(each.slot()).append(each.verdict()).append(each.checks());
            each.conditions().forEach(line -> stamp.append(line.standing()).append(line.metAt()));
            each.conditions().stream()
                    .filter(line -> line.condition().equals(Condition.Kind.APPROVAL.word()))
                    .forEach(line -> stamp.append(line.text()));
        });
        return Integer.toHexString(stamp.toString().hashCode());
    }

    private static String icon(Verdict verdict, boolean running) {
        if (verdict == null) {
            return running ? "symbol-status-blue-anime" : "symbol-status-nobuilt";
        }
        return switch (verdict) {
            case SUCCESS, NO_CHANGE -> "symbol-status-blue";
            case ABORTED, NOT_STARTED, SUPERSEDED -> "symbol-status-aborted";
            default -> "symbol-status-red";
        };
    }

    /** One environment of the picture. */
    @ExportedBean(defaultVisibility = 3)
    public static final class Environment {

        private final ReleaseOutcome.Environment environment;

        Environment(ReleaseOutcome.Environment environment) {
            this.environment = environment;
        }

        @Exported
        public String getName() {
            return environment.name();
        }

        @Exported
        public String getTarget() {
            return environment.target();
        }

        /** The verdict, or its slot while it is in progress. */
        @Exported
        public String getState() {
            Verdict verdict = environment.verdict();
            return verdict == null ? environment.slot().words() : verdict.name();
        }

        public String getIcon() {
            return icon(environment.verdict(), environment.startedAt() > 0);
        }

        @Exported
        public String getCause() {
            return environment.cause();
        }

        @Exported
        public List<Line> getConditions() {
            return environment.conditions().stream().map(Line::new).toList();
        }

        /** Whether it waits for users to approve. */
        @Exported
        public boolean isAsking() {
            return environment.asksForApproval();
        }

        /** What the deployment reports; empty before it. */
        @Exported
        public String getDeployment() {
            Outcome deployment = environment.deployment();
            return deployment == null ? "" : deployment.message();
        }

        /** The progress of its verification; empty before it. */
        @Exported
        public String getVerification() {
            return environment.checks();
        }

        @Exported
        public boolean isRolledBack() {
            return environment.rollsBack();
        }

        public String getSince() {
            return environment.startedAt() == 0 ? "" : Durations.moment(environment.startedAt());
        }

        /** Epoch milliseconds; 0 before it started. */
        @Exported
        public long getStartedAt() {
            return environment.startedAt();
        }

        /** Epoch milliseconds; 0 while it is in progress. */
        @Exported
        public long getFinishedAt() {
            return environment.finishedAt();
        }
    }

    /** One condition of an environment. */
    @ExportedBean(defaultVisibility = 4)
    public static final class Line {

        private final ReleaseOutcome.Line line;

        Line(ReleaseOutcome.Line line) {
            this.line = line;
        }

        @Exported
        public String getCondition() {
            return line.condition();
        }

        @Exported
        public String getStanding() {
            return line.standing().name();
        }

        public boolean isMet() {
            return line.standing() == Condition.Standing.MET;
        }

        @Exported
        public String getText() {
            return line.text();
        }

        /** When it would be met, epoch milliseconds; 0 if it is met, or if that is unknown. */
        @Exported
        public long getMetAt() {
            return line.metAt();
        }
    }
}
