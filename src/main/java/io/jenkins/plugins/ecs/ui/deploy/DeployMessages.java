package io.jenkins.plugins.ecs.ui.deploy;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import java.util.List;

/** Sentences of the page that deploys a version. */
final class DeployMessages {

    static final String NO_TAG = "It was deployed without a tag, and the job takes the tag with VERSION";
    static final String TAG_MOVED =
            "Its tag is that of a newer image by now, and the job takes only the tag. Let the job take IMAGE as well";
    static final String NO_DIGEST =
            "Its digest is not known, and a release needs one. Release the image with its digest";
    static final String RUNS_ALREADY = "runs already";

    private DeployMessages() {}

    static String deploy(String service) {
        return "Deploy " + service;
    }

    static String takesNoVersion(String job) {
        return "The job " + job + " declares neither IMAGE nor VERSION, so it would ignore the version that is chosen."
                + " Declare one of them as a string or choice parameter, and use it in the script";
    }

    static String notAText(String job, String parameter) {
        return "The parameter " + parameter + " of the job " + job
                + " is neither a string nor a choice parameter. Declare it as one of them";
    }

    static String noEnvironment(String job, List<String> choices, String path, List<String> environments) {
        return "None of the choices of ENVIRONMENT of the job " + job + ", " + String.join(", ", choices)
                + ", is an environment of the path " + path + ": " + String.join(", ", environments)
                + ". Use these names as choices";
    }

    static String notAChoice(String parameter, String value, List<String> choices) {
        return "The choices of " + parameter + " do not have " + value + ": " + String.join(", ", choices);
    }

    static String unknownVersion(String image) {
        return "This page does not offer the version '" + image + "'. Reload it and choose one";
    }

    static String unknownEnvironment(String environment, List<String> environments) {
        return "'" + environment + "' is not an environment that this page offers: " + String.join(", ", environments)
                + ". Choose one of them";
    }

    static String throughPath(String path, String first) {
        return "The job takes no environment: the release begins in " + first + " on the path " + path + ".";
    }

    static String byDefault(String value) {
        return "The job gets its default for ENVIRONMENT, " + (value.isEmpty() ? "which is empty" : value) + ".";
    }

    static String ranAt(@NonNull String service, long at, String build) {
        return service + " at " + Durations.moment(at) + " by " + build;
    }

    static String pushedAt(long at, List<String> tags) {
        return (at == 0 ? "" : Durations.moment(at) + " ") + "as " + String.join(", ", tags);
    }

    static String provenIn(String environment, long at, String build) {
        return environment + " at " + Durations.moment(at) + " by " + build;
    }

    static String change(String container, String before, String after) {
        return before.equals(after)
                ? container + ": " + after + " " + RUNS_ALREADY
                : container + ": " + before + " is replaced by " + after;
    }

    static String noContainer(String repository) {
        return "No container has an image of " + repository + " now";
    }

    static String notYet(String text) {
        return "not yet: " + text;
    }

    static String condition(String word, String standing, String text) {
        return word + " (" + standing + "): " + text;
    }

    static String parametersMissing(String job, Object parameters) {
        return "The job '" + job + "' lacks the string parameters " + parameters + ". Add them to the job.";
    }

    static String jobNotStarted(String job) {
        return "The job '" + job + "' could not be started. Check whether it is disabled.";
    }
}
