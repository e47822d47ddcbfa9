package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Saveable;
import java.io.IOException;

public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> extends PersistedList<T> {
    protected DescribableList() {}

    public DescribableList(Saveable owner) {
        super(owner);
    }

    public T get(D descriptor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends T> U get(Class<U> type) {
        throw new UnsupportedOperationException();
    }

    public void replace(T item) throws IOException {
        throw new UnsupportedOperationException();
    }
}
