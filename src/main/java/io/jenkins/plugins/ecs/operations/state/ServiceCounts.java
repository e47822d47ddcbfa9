package io.jenkins.plugins.ecs.operations.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/** How many tasks a service wants and has. */
public record ServiceCounts(int desired, int running, int pending) implements Serializable {

    private static final long serialVersionUID = 1L;

    public boolean isSettled() {
        return running == desired && pending == 0;
    }

    public boolean isEmpty() {
        return running == 0 && pending == 0;
    }

    /** {@code 2 of 5 tasks run (3 pending)}. */
    @NonNull
    public String words() {
        return running + " of " + desired + (desired == 1 ? " task runs" : " tasks run")
                + (pending == 0 ? "" : " (" + pending + " pending)");
    }
}
