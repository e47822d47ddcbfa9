package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;

/** What happens to the deployment when the build is aborted or its timeout is reached. The names are persisted. */
public enum Reaction implements Choice {
    /** The deployment continues without this build. */
    LEAVE("leave", "the deployment continues"),
    /** ECS is asked to roll back ({@code StopServiceDeployment}), and the rollback is followed. */
    ROLLBACK("rollback", "ask ECS to roll back");

    private final String text;
    private final String meaning;

    Reaction(String text, String meaning) {
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
    public static Optional<Reaction> parse(@CheckForNull String text) {
        return Choice.parse(Reaction.class, text);
    }
}
