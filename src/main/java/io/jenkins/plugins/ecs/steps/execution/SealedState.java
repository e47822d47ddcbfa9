package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;

/** The state of a step: replaced as a whole, and written encrypted with the program of the build. */
final class SealedState<T extends Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;

    private transient volatile T current;
    private String sealed;
    /** What {@link #sealed} was made from: the program is written for each change of any step, and has all of them. */
    private transient T sealedFrom;

    SealedState(@NonNull T first) {
        this.current = first;
    }

    @NonNull
    T get() {
        return current;
    }

    void set(@NonNull T next) {
        current = next;
    }

    private synchronized void writeObject(ObjectOutputStream out) throws IOException {
        T now = current;
        if (now != sealedFrom) {
            sealed = EncryptedState.seal(now);
            sealedFrom = now;
        }
        out.defaultWriteObject();
    }

    @SuppressWarnings("unchecked")
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        current = (T) EncryptedState.open(sealed, Serializable.class);
    }
}
