package hudson.model;

import hudson.ExtensionPoint;
import java.io.File;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements ExtensionPoint {
    protected Job(ItemGroup parent, String name) {
        super(parent, name);
    }

    public abstract boolean isBuildable();

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public RunT getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public RunT getBuildByNumber(int n) {
        throw new UnsupportedOperationException();
    }

    public <T extends JobProperty> T getProperty(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public File getBuildDir() {
        throw new UnsupportedOperationException();
    }
}
