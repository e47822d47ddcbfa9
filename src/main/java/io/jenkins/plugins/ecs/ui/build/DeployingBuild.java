package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.ecs.history.BuildFacts;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;
import jenkins.scm.RunWithSCM;

/** Converts a build to the values that the index stores. */
final class DeployingBuild {

    private DeployingBuild() {}

    @NonNull
    static BuildFacts facts(@NonNull Run<?, ?> run, @NonNull String commit) {
        return new BuildFacts(
                run.getParent().getFullName(), run.getNumber(), PlainText.line(startedBy(run)), commit, changedAt(run));
    }

    private static String startedBy(Run<?, ?> run) {
        Cause.UserIdCause user = run.getCause(Cause.UserIdCause.class);
        if (user != null) {
            return user.getUserName();
        }
        List<Cause> causes = run.getCauses();
        return causes.isEmpty() ? "" : causes.get(0).getShortDescription();
    }

    /** The time of the oldest change in the build; if it has no changes, the time when it was queued. */
    private static long changedAt(Run<?, ?> run) {
        long oldest = run.getTimeInMillis();
        if (run instanceof RunWithSCM<?, ?> withChanges) {
            for (ChangeLogSet<? extends ChangeLogSet.Entry> changes : withChanges.getChangeSets()) {
                for (ChangeLogSet.Entry change : changes) {
                    // An SCM that does not know the time returns -1.
                    oldest = change.getTimestamp() > 0 ? Math.min(oldest, change.getTimestamp()) : oldest;
                }
            }
        }
        return oldest;
    }
}
