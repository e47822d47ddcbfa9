package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** Labels and sentences of the page of a build. */
final class BuildMessages {

    static final String CONDITION_SKIPPED = "not met, skipped by a hotfix";
    static final String CONDITION_REFUSED = "refused";
    static final String ROLLBACK_SLOT = "rollback";
    static final String ROLLED_BACK = "after its verification failed";
    static final String LOG_IS_READ = "The log is being read";
    static final String LOG_IS_EMPTY = "There are no lines of new tasks yet";
    static final String COMMITS_INCOMPLETE = "the list is not complete";
    static final String TARGET = "Target";
    static final String PREVIOUS = "Previous task definition";
    static final String ROLLED_BACK_TO = "Rolled back to";
    static final String STRATEGY = "Strategy";
    static final String EXPECTED_DURATION = "Expected duration";
    static final String BAKE_TIME_ENDS = "Bake time ends";
    static final String DEPLOYMENT = "Deployment";
    static final String STARTED = "Started";

    private BuildMessages() {}

    static String commit(String commit) {
        return "commit " + commit;
    }

    static String serviceIn(String service, String region) {
        return service + " in " + region;
    }

    static String expectedDuration(long expectedMillis, long timeoutMillis) {
        return "about " + Durations.text(expectedMillis) + ", timeout " + Durations.text(timeoutMillis);
    }

    static String traffic(String newShare, String oldShare) {
        return newShare + " to the new revision, " + oldShare + " to the old one";
    }

    static String testTraffic(String newShare) {
        return "; test traffic: " + newShare + " to the new revision";
    }

    /** Zero is shown for running tasks only. */
    static String tasks(int running, int desired, int pending, int old, int failed) {
        return "new: " + running + " of " + desired + " running" + (pending > 0 ? ", " + pending + " pending" : "")
                + (old > 0 ? "; old: " + old + " running" : "") + (failed > 0 ? "; failed: " + failed : "");
    }

    static String failures(int count, int threshold) {
        return count + " of " + threshold + " failures";
    }

    static String announcement(String title, String state, String version) {
        return title + ": " + state + (version.isEmpty() ? "" : ", version " + version);
    }

    static String moreCommits(int more) {
        return "and " + more + " more";
    }

    static String commitBy(String text, String author) {
        return text + " (" + author + ")";
    }

    /** {@code scale: success}. */
    static String operation(String kind, String state) {
        return kind + ": " + state;
    }

    static String taskRuns(int number, String state) {
        return number == 1 ? "task " + state : number + " task runs: " + state;
    }

    static String deployments(int count, String worstState) {
        return count + " deployments: " + worstState;
    }

    static String inEnvironment(String environment, String state) {
        return environment + ": " + state;
    }

    /** @param unmet conditions that are not met */
    static String release(String service, String path, String state, List<String> unmet) {
        return service + " on path " + path + ", " + state
                + (unmet.isEmpty() ? "" : " (" + String.join("; ", unmet) + ")");
    }

    static String watchedUntil(long epochMillis) {
        return "until " + Durations.moment(epochMillis);
    }

    /**
     * One sentence each.
     *
     * @param watchedUntil epoch milliseconds; 0 if it is not watched now
     * @param watchEndedBy who deployed the service before the watch was over; may be empty
     * @param acceptedBy may be empty
     */
    @NonNull
    static List<String> verificationNotes(long watchedUntil, @NonNull String watchEndedBy, @NonNull String acceptedBy) {
        List<String> notes = new ArrayList<>();
        if (watchedUntil != 0) {
            notes.add("Repeated until " + Durations.moment(watchedUntil));
        }
        if (!watchEndedBy.isEmpty()) {
            notes.add("The watch ended early, because " + PlainText.line(watchEndedBy) + " deployed the service");
        }
        if (!acceptedBy.isEmpty()) {
            notes.add("Accepted by " + PlainText.line(acceptedBy));
        }
        return notes;
    }

    /**
     * @param service as in {@code prod/api}
     * @param target where it runs; empty for none
     */
    static String logOf(String service, String target) {
        return "Log of the new tasks of " + service + (target.isEmpty() ? "" : " in " + target);
    }
}
