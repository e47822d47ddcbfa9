package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import io.jenkins.plugins.ecs.verify.check.CheckState;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.io.Serializable;

/** The outcome of one check, for the log, the page and the result. Immutable. Its texts are plain, not escaped. */
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

    /** The name of the check in a Jenkinsfile, for example {@code stableFor}. */
    @NonNull
    public String check() {
        return check;
    }

    /** Null while the check is in progress. */
    @Nullable
    public CheckVerdict verdict() {
        return verdict;
    }

    /** The measured value. */
    @NonNull
    public String value() {
        return value;
    }

    /** The expected value; may be empty. */
    @NonNull
    public String limit() {
        return limit;
    }

    /** The remedy; may be empty. */
    @NonNull
    public String advice() {
        return advice;
    }

    /** Since when the check has had this result, in epoch milliseconds. */
    public long since() {
        return since;
    }

    /** Whether the verdict is shown but does not count. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether the verdict is bad and counts. */
    public boolean counts() {
        return !dryRun && verdict != null;
    }
}
