package jenkins.model.details;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Actionable;
import hudson.model.ModelObject;

public abstract class Detail implements ModelObject {
    private final Actionable object;

    public Detail(Actionable object) {
        this.object = object;
    }

    @Nullable
    public String getIconClassName() {
        throw new UnsupportedOperationException();
    }

    @Nullable
    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public String getLink() {
        throw new UnsupportedOperationException();
    }
}
