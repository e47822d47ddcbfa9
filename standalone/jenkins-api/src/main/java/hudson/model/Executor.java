package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import jenkins.model.CauseOfInterruption;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public class Executor extends Thread implements ModelObject {
    public Executor(@NonNull Computer owner, int n) {}

    public void interrupt(Result result) {
        throw new UnsupportedOperationException();
    }

    public void interrupt(Result result, CauseOfInterruption... causes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
