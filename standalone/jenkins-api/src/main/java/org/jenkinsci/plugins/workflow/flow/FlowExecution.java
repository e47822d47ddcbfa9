package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

public abstract class FlowExecution {
    public FlowExecution() {}
    public abstract FlowExecutionOwner getOwner();

    public abstract List<FlowNode> getCurrentHeads();

    public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
        throw new UnsupportedOperationException();
    }

    public String getUrl() throws IOException {
        throw new UnsupportedOperationException();
    }

    public abstract void interrupt(Result r, CauseOfInterruption... causes) throws IOException,
            InterruptedException;

    public boolean isComplete() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public abstract FlowNode getNode(String id) throws IOException;

    @NonNull
    public Authentication getAuthentication2() {
        throw new UnsupportedOperationException();
    }
}
