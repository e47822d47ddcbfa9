package io.jenkins.plugins.ecs.rollout.state;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.io.Serializable;
import java.util.ArrayList;

/** Something that happened, and when. Persisted, many of them, so it is short. */
public final class TimedEvent implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    private final String what;
    private final long at;

    public TimedEvent(String what, long at) {
        this.what = PlainLine.of(what, LONGEST).strip();
        this.at = at;
    }

    /** At most 200 characters, without control characters; untrusted all the same. */
    @NonNull
    public String what() {
        return what;
    }

    /** Epoch milliseconds; by whose clock says the list that it is in. */
    public long at() {
        return at;
    }

    /** Adds one, and forgets the oldest beyond {@code most}. */
    public static void add(ArrayList<TimedEvent> list, int most, String what, long at) {
        list.add(new TimedEvent(what, at));
        while (list.size() > most) {
            list.remove(0);
        }
    }
}
