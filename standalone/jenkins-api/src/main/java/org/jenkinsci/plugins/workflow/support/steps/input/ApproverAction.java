package org.jenkinsci.plugins.workflow.support.steps.input;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import org.kohsuke.stapler.export.ExportedBean;

@ExportedBean
public class ApproverAction extends InvisibleAction {
    @NonNull
    private final String userId;

    public ApproverAction(String userId) {
        this.userId = userId;
    }

    public String getUserId() {
        throw new UnsupportedOperationException();
    }
}
