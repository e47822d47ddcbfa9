package io.jenkins.plugins.ecs.tasks.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens to the tasks when the build is aborted or the timeout is over. */
public enum OnStop {
    STOP,
    LEAVE;

    @NonNull
    public static Optional<OnStop> parse(@CheckForNull String text) {
        return Stream.of(values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
