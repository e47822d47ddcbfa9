package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public interface ReconfigurableDescribable<T extends ReconfigurableDescribable<T>> extends Describable<T> {
    @CheckForNull
    default T reconfigure(@NonNull StaplerRequest2 req, @CheckForNull JSONObject form)
            throws Descriptor.FormException {
        throw new UnsupportedOperationException();
    }
}
