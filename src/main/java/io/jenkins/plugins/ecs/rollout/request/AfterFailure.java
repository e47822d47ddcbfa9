package io.jenkins.plugins.ecs.rollout.request;

import edu.umd.cs.findbugs.annotations.NonNull;

/** What happens if a task after the deployment fails. The names are persisted. */
public enum AfterFailure implements Choice {
    FAIL("fail", "the build fails, and the new revision stays deployed"),
    ROLLBACK("rollback", "roll back to the previous revision");

    private final String text;
    private final String meaning;

    AfterFailure(String text, String meaning) {
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
