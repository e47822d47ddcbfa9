package io.jenkins.plugins.ecs.ui.badge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeployState;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.time.Duration;

/** Text and color of a service's badge. */
public final class BadgeText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 60;
    /** A state that has lasted longer is shown with its age. */
    private static final long STALE = Duration.ofDays(7).toMillis();
    /** A deployment in progress that started earlier is shown with its age, too. */
    private static final long SLOW = Duration.ofHours(1).toMillis();

    private final String label;
    private final String message;
    private final DeployState state;

    private BadgeText(String label, String message, DeployState state) {
        this.label = label;
        this.message = message;
        this.state = state;
    }

    /** @param label the left text; null or empty for the service's name */
    @NonNull
    public static BadgeText of(
            @CheckForNull String label, @NonNull String name, @NonNull ServiceStatus status, long now) {
        String left = PlainLine.of(label, LONGEST).strip();
        return new BadgeText(left.isEmpty() ? PlainLine.of(name, LONGEST) : left, message(status, now), status.state());
    }

    private static String message(ServiceStatus status, long now) {
        String version = PlainLine.of(status.version(), LONGEST);
        long age = now - status.since();
        boolean old = status.since() != 0 && age > (status.state().isUnderWay() ? SLOW : STALE);
        return status.words() + (version.isEmpty() ? "" : " " + version) + (old ? ", " + DisplayText.age(age) : "");
    }

    @NonNull
    String label() {
        return label;
    }

    @NonNull
    public String message() {
        return message;
    }

    /** Six hexadecimal digits. White text on each color has a contrast of at least 4.5. */
    @NonNull
    public String colour() {
        return switch (state.tone()) {
            case GOOD -> "2a7a2a";
            case BUSY -> "0b62b8";
            case WARNING -> "a65000";
            case BAD -> "c0281f";
            case NONE -> "5f6670";
        };
    }

    /** The JSON format of the endpoint badge of shields.io. */
    @NonNull
    String shields() {
        ObjectNode json = JSON.createObjectNode();
        json.put("schemaVersion", 1);
        json.put("label", label);
        json.put("message", message);
        json.put("color", "#" + colour());
        json.put("isError", state.tone() == DeployState.Tone.BAD);
        return json.toString();
    }
}
