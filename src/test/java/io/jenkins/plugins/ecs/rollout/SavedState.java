package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * The state of a step on the disk of a controller. A restart reads it again from its bytes; in between it is the object
 * that was saved, as in a controller. Nobody may change that object: a kill would then find something that was never
 * saved. Every eighth one is watched, because its bytes cost more than the round of a test.
 */
public final class SavedState<S extends Serializable> {

    private static final int WATCHED = 8;

    private S saved;
    /** The bytes of {@link #saved} when it was saved; null if it is not watched. */
    private byte[] asSaved;

    private int saves;
    private int killAt = -1;
    private boolean killedBeforeSaved;

    public SavedState(S first) {
        keep(first);
    }

    /** The controller dies at the n-th save from now. */
    public void killAtSave(int n, boolean beforeItIsOnDisk) {
        killAt = saves + n;
        killedBeforeSaved = beforeItIsOnDisk;
    }

    /** @throws Killed when the controller dies at this save */
    public void save(S state) {
        saves++;
        assertUnchanged();
        boolean kill = saves == killAt;
        if (!kill || !killedBeforeSaved) {
            keep(state);
        }
        if (kill) {
            throw new Killed();
        }
    }

    private void keep(S state) {
        saved = state;
        asSaved = saves % WATCHED == 0 ? SerializedCopy.bytes(state) : null;
    }

    private void assertUnchanged() {
        if (asSaved != null) {
            assertThat("what was saved has not changed since", SerializedCopy.bytes(saved), is(asSaved));
        }
    }

    /** After a restart; it is not saved by that. */
    public void resumed(UnaryOperator<S> how) {
        assertUnchanged();
        keep(how.apply(SerializedCopy.of(saved)));
    }

    public S read() {
        return saved;
    }

    public int saves() {
        return saves;
    }

    public int size() {
        return SerializedCopy.bytes(saved).length;
    }
}
