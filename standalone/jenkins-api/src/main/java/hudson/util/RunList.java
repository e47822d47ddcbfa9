package hudson.util;

import hudson.model.Run;
import java.util.AbstractList;
import java.util.Iterator;

public class RunList<R extends Run> extends AbstractList<R> {
    @Override
    public Iterator<R> iterator() {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public R get(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    public int size() {
        throw new UnsupportedOperationException();
    }

    public RunList<R> limit(int n) {
        throw new UnsupportedOperationException();
    }

    public RunList<R> completedOnly() {
        throw new UnsupportedOperationException();
    }
}
