package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.ecs.RevisionCounts;
import io.jenkins.plugins.ecs.aws.ecs.ServiceDeployment;
import io.jenkins.plugins.ecs.rollout.strategy.Stage;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/** How far a deployment is followed: {@code deployed}, {@code stage:<STAGE>}, {@code paused}, {@code traffic:<percent>}. */
public final class WaitUntil implements Serializable {

    private static final long serialVersionUID = 1L;

    /** To the end. */
    public static final WaitUntil DEPLOYED = new WaitUntil(null, false, 0);

    private static final String USE =
            "Use 'deployed', 'stage:<STAGE>', 'paused', 'traffic:<percent>' or 'codedeploy:<event>'";

    private final Stage stage;
    private final boolean paused;
    private final double traffic;
    /** A lifecycle event of CodeDeploy; null for none. */
    private final String event;

    private WaitUntil(Stage stage, boolean paused, double traffic) {
        this(stage, paused, traffic, null);
    }

    private WaitUntil(Stage stage, boolean paused, double traffic, String event) {
        this.event = event;
        this.stage = stage;
        this.paused = paused;
        this.traffic = traffic;
    }

    /** @throws IllegalArgumentException saying what there is */
    @NonNull
    public static WaitUntil parse(@CheckForNull String text) {
        if (text == null || text.isEmpty() || text.equalsIgnoreCase("deployed")) {
            return DEPLOYED;
        }
        if (text.equalsIgnoreCase("paused")) {
            return new WaitUntil(null, true, 0);
        }
        String plain = PlainText.line(text);
        if (text.startsWith("stage:")) {
            return Stage.parse(text.substring("stage:".length()).trim())
                    .filter(Stage::isReported)
                    .map(found -> new WaitUntil(found, false, 0))
                    .orElseThrow(() -> new IllegalArgumentException("waitUntil: '" + plain
                            + "' is not a stage that deployments report. Use one of: "
                            + String.join(", ", Stage.reported())));
        }
        if (text.startsWith("traffic:")) {
            return new WaitUntil(null, false, percent(text.substring("traffic:".length()), plain));
        }
        if (text.startsWith("codedeploy:")) {
            return CodeDeployEvents.parse(text.substring("codedeploy:".length()).trim())
                    .map(found -> new WaitUntil(null, false, 0, found))
                    .orElseThrow(() -> new IllegalArgumentException("waitUntil: '" + plain
                            + "' is not a lifecycle event of CodeDeploy. Use one of: "
                            + String.join(", ", CodeDeployEvents.names())));
        }
        throw new IllegalArgumentException("waitUntil: '" + plain + "' is unknown. " + USE);
    }

    private static double percent(String text, String plain) {
        try {
            double percent = Double.parseDouble(text.replace("%", "").trim());
            if (percent > 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        throw new IllegalArgumentException("waitUntil: '" + plain
                + "' is not a share of traffic. Give a percentage above 0 and up to 100, such as traffic:10");
    }

    @NonNull
    public static Optional<String> problem(@CheckForNull String text) {
        try {
            parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    boolean isEnd() {
        return stage == null && !paused && traffic == 0 && event == null;
    }

    public boolean isPause() {
        return paused;
    }

    public boolean isTraffic() {
        return traffic > 0;
    }

    /** Whether only a deployment of CodeDeploy shows it. */
    public boolean isEvent() {
        return event != null;
    }

    /** Whether it belongs to test traffic. */
    public boolean isTestEvent() {
        return event != null && event.endsWith("AllowTestTraffic");
    }

    @CheckForNull
    public Stage stage() {
        return stage;
    }

    /** What of it a deployment shows; empty as long as it is not there. A stage that has passed unseen counts as reached. */
    @NonNull
    public Optional<String> reached(@NonNull ServiceDeployment own) {
        if (!own.goesOn() && !own.status().equals("SUCCESSFUL")) {
            return Optional.empty();
        }
        boolean there;
        if (stage != null) {
            there = Stage.parse(own.lifecycleStage())
                    .filter(shown -> shown.compareTo(stage) >= 0)
                    .isPresent();
        } else if (event != null) {
            there = CodeDeployEvents.isAtOrAfter(own.lifecycleStage(), event);
        } else if (paused) {
            there = own.awaitsAction();
        } else {
            RevisionCounts target = own.target();
            there = traffic > 0
                    && target != null
                    && target.productionWeight() != null
                    && target.productionWeight() >= traffic;
        }
        return there ? Optional.of("reached " + text()) : Optional.empty();
    }

    /** As it is written in a Jenkinsfile. */
    @NonNull
    public String text() {
        if (stage != null) {
            return "stage:" + stage.name();
        }
        if (event != null) {
            return "codedeploy:" + event;
        }
        if (paused) {
            return "paused";
        }
        return traffic > 0
                ? "traffic:" + String.format(Locale.ROOT, "%s", traffic).replaceFirst("\\.0$", "")
                : "deployed";
    }
}
