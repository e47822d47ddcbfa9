package io.jenkins.plugins.ecs.scaling;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What is said of the scaling in a service file. */
final class ScalingMessages {

    private ScalingMessages() {}

    @NonNull
    static String creates(int min, int max) {
        return "Scaling: " + min + " to " + max + " tasks (new)";
    }

    @NonNull
    static String range(int min, int max, int newMin, int newMax) {
        return "Scaling: " + min + " to " + max + " tasks -> " + newMin + " to " + newMax;
    }

    @NonNull
    static String adds(@NonNull String what, @NonNull String name) {
        return "New " + what + " " + PlainText.line(name);
    }

    @NonNull
    static String changes(@NonNull String what, @NonNull String name, @NonNull List<String> differences) {
        return "Changed " + what + " " + PlainText.line(name) + ": " + String.join(", ", differences);
    }

    @NonNull
    static String deletes(@NonNull String what, @NonNull String name) {
        return "Delete " + what + " " + PlainText.line(name);
    }

    @NonNull
    static String kept(@NonNull String what, @NonNull String name) {
        return "The " + what + " " + PlainText.line(name)
                + " is not in the file and stays; set 'exclusive: true' to delete it";
    }

    @NonNull
    static String notAllRead() {
        return "The service has more scaling policies or scheduled actions than are read; the others stay";
    }

    @NonNull
    static String unread(@NonNull String why) {
        return "The scaling of the service is not in the file, because " + why + ". It stays as it is.";
    }

    @NonNull
    static String unknownPolicy(@NonNull String name, @NonNull String type) {
        return "The scaling policy " + PlainText.line(name) + " is not in the file, because this version of the plugin"
                + " does not know its type " + PlainText.line(type) + ". It stays as it is.";
    }

    @NonNull
    static String scheduled(@NonNull String bound, int live, int wanted) {
        return bound + " is " + live + ", not " + wanted + ", and stays so: scheduled actions change it";
    }

    @NonNull
    static String otherType(@NonNull String name, @NonNull String live, @NonNull String wanted) {
        return "The scaling policy " + PlainText.line(name) + " is of the type " + live
                + ", which cannot be changed to " + wanted + ": give the policy in the file another name";
    }
}
