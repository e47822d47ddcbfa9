package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class Cause {
    public Cause() {}
    public abstract String getShortDescription();

    public static class UpstreamCause extends Cause {
        public UpstreamCause(Run<?, ?> up) {}

        public List<Cause> getUpstreamCauses() {
            throw new UnsupportedOperationException();
        }

        @CheckForNull
        public Run<?, ?> getUpstreamRun() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getShortDescription() {
            throw new UnsupportedOperationException();
        }

        public static class DeeplyNestedUpstreamCause extends Cause {
            private DeeplyNestedUpstreamCause() {}

            @Override
            public String getShortDescription() {
                throw new UnsupportedOperationException();
            }
        }
    }

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
