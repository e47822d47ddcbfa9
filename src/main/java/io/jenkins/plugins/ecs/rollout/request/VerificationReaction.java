package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What happens if the verification after a deployment fails, from the weakest to the strictest. The names are persisted. */
public enum VerificationReaction implements Choice {
    FAIL("fail", "the build fails, and the new revision stays deployed"),
    HOLD("hold", "a user decides on the build page"),
    ROLLBACK("rollback", "roll back to the previous revision");

    private final String text;
    private final String meaning;

    VerificationReaction(String text, String meaning) {
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
}
