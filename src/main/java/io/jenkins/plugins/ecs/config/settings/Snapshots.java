package io.jenkins.plugins.ecs.config.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.function.UnaryOperator;

/**
 * One immutable value that is swapped whole. Several changes that belong together are made in a draft, which only the
 * thread that makes them sees, and which counts once it is published. A draft that is never published changes nothing.
 */
public final class Snapshots<T> {

    private record Draft<T>(Object scope, T value) {}

    private final ThreadLocal<Draft<T>> drafts = new ThreadLocal<>();
    private volatile T current;

    public Snapshots(@NonNull T first) {
        current = first;
    }

    /** What counts for everybody. */
    @NonNull
    public T current() {
        return current;
    }

    /** @param scope what holds changes together; null outside of any */
    @NonNull
    public T seenIn(@CheckForNull Object scope) {
        Draft<T> own = draft(scope);
        return own == null ? current : own.value();
    }

    /**
     * @param scope what holds changes together; null for one that counts at once
     * @param change makes another value, and leaves the given one as it is
     */
    public void change(@CheckForNull Object scope, @NonNull UnaryOperator<T> change) {
        if (scope == null) {
            drop();
            swap(change);
        } else {
            drafts.set(new Draft<>(scope, change.apply(seenIn(scope))));
        }
    }

    private synchronized void swap(UnaryOperator<T> change) {
        current = change.apply(current);
    }

    /** What would count after {@link #publish}. */
    @NonNull
    public T next() {
        Draft<T> own = drafts.get();
        return own == null ? current : own.value();
    }

    /** The draft of this thread counts from here on. */
    public void publish() {
        Draft<T> own = drafts.get();
        if (own != null) {
            drop();
            swap(before -> own.value());
        }
    }

    public void drop() {
        drafts.remove();
    }

    /** One that another scope left behind is none. */
    private Draft<T> draft(Object scope) {
        Draft<T> own = drafts.get();
        return own != null && own.scope() == scope ? own : null;
    }
}
