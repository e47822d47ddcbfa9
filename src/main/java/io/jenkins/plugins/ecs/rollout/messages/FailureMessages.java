package io.jenkins.plugins.ecs.rollout.messages;

/** Messages about polls that fail, diagnosis and errors in this plugin. */
public final class FailureMessages {

    public static final String REQUEST_ADVICE = "correct the request; nothing was changed";

    private FailureMessages() {}

    public static String stillTrying(String failure) {
        return "AWS does not answer as expected (" + failure + "); still trying";
    }

    public static String answersAgain(String after) {
        return "AWS answers again after " + after;
    }

    // Diagnosis.

    public static String tasksUnreadable(String why) {
        return "The stopped tasks cannot be read (" + why + ")";
    }

    public static String notDiagnosed(String why) {
        return "The cause could not be determined (" + why + ")";
    }

    public static String cause(String title, String evidence, String outcome) {
        return title + ": " + evidence + (outcome.isEmpty() ? "" : " (" + outcome + ")");
    }

    public static String notAllTasks(int read) {
        return "only " + read + " stopped tasks were read, and there are more";
    }

    public static String emptyLog(String group, String stream) {
        return "nothing in group '" + group + "', stream '" + stream + "'";
    }

    // Errors in this plugin.

    public static String internal(Object error) {
        return "an error in this plugin: " + error;
    }

    public static String internalRetried(String error) {
        return "An error in this plugin (" + error + "); trying again";
    }

    public static String internalLasting(String error) {
        return "an error in this plugin that persists (" + error + ")";
    }

    public static String internalInReport(String error) {
        return "an error in this plugin (" + error + "), see the log of Jenkins";
    }
}
