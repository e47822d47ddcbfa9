package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What a deployment does while ECS has a deployment in progress that this Jenkins did not start. The names are persisted. */
public enum OnOtherDeployment implements Choice {
    /** Supersedes it, as {@code UpdateService} does. */
    REPLACE("replace", "supersede it"),
    /** Waits for its end. */
    WAIT("wait", "until it has ended"),
    /** Fails at once. */
    FAIL("fail", "at once");

    private final String text;
    private final String meaning;

    OnOtherDeployment(String text, String meaning) {
        this.text = text;
        this.meaning = meaning;
    }

    @NonNull
    @Override
    public String text() {
        return text;
    }

    @NonNull
    @Override
    public String meaning() {
        return meaning;
    }

    @NonNull
    public static Optional<OnOtherDeployment> parse(@CheckForNull String text) {
        return Choice.parse(OnOtherDeployment.class, text);
    }
}
