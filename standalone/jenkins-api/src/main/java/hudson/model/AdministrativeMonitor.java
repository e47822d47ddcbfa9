package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint {
    public final String id;

    protected AdministrativeMonitor() {
        this(null);
    }

    protected AdministrativeMonitor(String id) {
        this.id = id;
    }

    public abstract boolean isActivated();

    public Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
