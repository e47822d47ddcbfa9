package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class Cause {
    public Cause() {}
    public abstract String getShortDescription();

    public static class UserIdCause extends Cause {
        public UserIdCause() {}

        @CheckForNull
        public String getUserId() {
            throw new UnsupportedOperationException();
        }

        public String getUserName() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }
    }
}
