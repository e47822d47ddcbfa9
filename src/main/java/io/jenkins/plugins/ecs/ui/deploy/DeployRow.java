package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;

/** A version on the page. Its texts are plain, not escaped. */
public final class DeployRow {

    private final PastVersions.Past past;
    private final String problem;
    private final boolean chosen;

    /** @param problem why it cannot be chosen; empty if it can */
    DeployRow(@NonNull PastVersions.Past past, @NonNull String problem, boolean chosen) {
        this.past = past;
        this.problem = problem;
        this.chosen = chosen;
    }

    public String getName() {
        return past.version().name();
    }

    /** What the form sends. */
    public String getImage() {
        return past.version().image();
    }

    public List<String> getRan() {
        return past.ran();
    }

    /** When it was pushed to Amazon ECR, and its tags; empty if that is not known. */
    public String getPushed() {
        return past.pushed();
    }

    public List<String> getProven() {
        return past.proven();
    }

    public String getProblem() {
        return problem;
    }

    public boolean isChosen() {
        return chosen;
    }
}
