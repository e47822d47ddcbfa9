package hudson.model;

import jenkins.model.RunAction2;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public class CauseAction implements RunAction2 {

    public CauseAction(Cause c) {}

    @Override
    public void onAttached(Run<?, ?> owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getIconFileName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getUrlName() {
        throw new UnsupportedOperationException();
    }
}
