package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.polling.PolledConnection;
import java.io.IOException;

/** The connection of a step to AWS and its place at the poller; there is at most one, and none after the end. */
public final class PollerPlace {

    /** Opens a connection. */
    @FunctionalInterface
    public interface Opener {
        @NonNull
        PolledConnection open() throws IOException, InterruptedException;
    }

    private PolledConnection taken;
    private boolean closed;

    /** @return whether there was no place yet; there is one now */
    public boolean take(@NonNull Opener opener) throws IOException, InterruptedException {
        if (isSettled()) {
            return false;
        }
        PolledConnection own = opener.open();
        synchronized (this) {
            if (!isSettled()) {
                taken = own;
                return true;
            }
        }
        own.close();
        return false;
    }

    private synchronized boolean isSettled() {
        return closed || taken != null;
    }

    /** @throws RoundCancelledException after the end */
    @CheckForNull
    synchronized PolledConnection current() {
        if (closed) {
            throw new RoundCancelledException();
        }
        return taken;
    }

    /**
     * After {@link #take}.
     *
     * @throws RoundCancelledException after the end, or where the place was just given up
     */
    @NonNull
    public PolledConnection present() {
        PolledConnection present = current();
        if (present == null) {
            throw new RoundCancelledException();
        }
        return present;
    }

    /** Its calls hang: the next round takes another place, and other threads. */
    void forsake() {
        PolledConnection lost;
        synchronized (this) {
            lost = taken;
            taken = null;
        }
        if (lost != null) {
            lost.seat().forsake();
            lost.close();
        }
    }

    /** Between two rounds: the next one may take another place. */
    void leave() {
        PolledConnection left;
        synchronized (this) {
            left = taken;
            taken = null;
        }
        if (left != null) {
            left.close();
        }
    }

    public void close() {
        PolledConnection open;
        synchronized (this) {
            closed = true;
            open = taken;
            taken = null;
        }
        if (open != null) {
            open.close();
        }
    }
}
