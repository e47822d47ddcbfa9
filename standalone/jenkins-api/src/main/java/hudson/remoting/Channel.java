package hudson.remoting;

import edu.umd.cs.findbugs.annotations.CheckForNull;

public class Channel {

    private Channel() {}

    @CheckForNull
    public static Channel current() {
        throw new UnsupportedOperationException();
    }
}
