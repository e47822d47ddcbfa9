package io.jenkins.plugins.ecs.rollout;

import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * The state of a step on the disk of a controller. It is kept serialized, so that a kill finds what was saved and nothing
 * else.
 */
public final class SavedState<S extends Serializable> {

    private byte[] bytes;

    /** As read since the last save: a controller, too, reads only after a restart. */
    private S read;

    private int saves;
    private int killAt = -1;
    private boolean killedBeforeSaved;

    public SavedState(S first) {
        bytes = SerializedCopy.bytes(first);
    }

    /** The controller dies at the n-th save from now. */
    public void killAtSave(int n, boolean beforeItIsOnDisk) {
        killAt = saves + n;
        killedBeforeSaved = beforeItIsOnDisk;
    }

    /** @throws Killed when the controller dies at this save */
    public void save(S state) {
        saves++;
        read = null;
        boolean kill = saves == killAt;
        if (!kill || !killedBeforeSaved) {
            bytes = SerializedCopy.bytes(state);
        }
        if (kill) {
            throw new Killed();
        }
    }

    /** After a restart; it is not saved by that. */
    public void resumed(UnaryOperator<S> how) {
        bytes = SerializedCopy.bytes(how.apply(read()));
        read = null;
    }

    public S read() {
        if (read == null) {
            read = SerializedCopy.read(bytes);
        }
        return read;
    }

    public int saves() {
        return saves;
    }

    public int size() {
        return bytes.length;
    }
}
