package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.Serializable;

/** One check of a verification, for people and programs. Immutable. Texts are plain; whoever renders them escapes them. */
public final class CheckRow implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String check;
    private final CheckVerdict verdict;
    private final String value;
    private final String limit;
    private final String advice;
    private final long since;
    private final boolean dryRun;

    CheckRow(CheckSpec spec, CheckState state) {
        check = spec.kind().word();
        verdict = state.verdict;
        value = state.value;
        limit = state.limit;
        advice = state.advice;
        since = state.since;
        dryRun = spec.isDryRun();
    }

    /** As it is written in a Jenkinsfile, e.g. {@code stableFor}. */
    @NonNull
    public String check() {
        return check;
    }

    /** Null while it is under way. */
    @Nullable
    public CheckVerdict verdict() {
        return verdict;
    }

    /** What was seen. */
    @NonNull
    public String value() {
        return value;
    }

    /** What it was held against; may be empty. */
    @NonNull
    public String limit() {
        return limit;
    }

    /** What to do about it; may be empty. */
    @NonNull
    public String advice() {
        return advice;
    }

    /** Since when it has said so: epoch milliseconds. */
    public long since() {
        return since;
    }

    /** Its verdict does not count. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether the verdict is something to worry about, and counts. */
    public boolean counts() {
        return !dryRun && verdict != null;
    }
}
