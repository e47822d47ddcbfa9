package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.util.XStream2;
import java.io.File;
import java.io.IOException;
import java.util.List;
import jenkins.model.ArtifactManager;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements ExtensionPoint, Comparable<RunT>, AccessControlled, PersistenceRoot {
    public static final XStream2 XSTREAM2 = null;
    public static final PermissionGroup PERMISSIONS = null;
    public static final Permission DELETE = null;
    public static final Permission UPDATE = null;

    protected Run(@NonNull JobT job) throws IOException {}

    @Override
    public void addAction(@NonNull Action a) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(@NonNull RunT that) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public final synchronized ArtifactManager pickArtifactManager() throws IOException {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public Result getResult() {
        throw new UnsupportedOperationException();
    }

    public void setResult(@NonNull Result r) {
        throw new UnsupportedOperationException();
    }

    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }

    public boolean isInProgress() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public List<Cause> getCauses() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public <T extends Cause> T getCause(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public JobT getParent() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public RunT getPreviousBuild() {
        throw new UnsupportedOperationException();
    }

    public final long getTimeInMillis() {
        throw new UnsupportedOperationException();
    }

    public long getDuration() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public String getDescription() {
        throw new UnsupportedOperationException();
    }

    public String getFullDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    public int getNumber() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getUrl() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getId() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getExternalizableId() {
        throw new UnsupportedOperationException();
    }

    public final RunT getPreviousBuildInProgress() {
        throw new UnsupportedOperationException();
    }
}
