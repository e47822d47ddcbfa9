package hudson.model;

import hudson.ExtensionPoint;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint {
    public final String id;

    protected AdministrativeMonitor() {
        this(null);
    }

    protected AdministrativeMonitor(String id) {
        this.id = id;
    }

    public abstract boolean isActivated();

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
