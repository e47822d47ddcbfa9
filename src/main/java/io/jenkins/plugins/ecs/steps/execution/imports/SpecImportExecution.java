package io.jenkins.plugins.ecs.steps.execution.imports;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** {@code ecsImport from: …}: a file of another tool as a file of a team. It asks nothing of AWS. */
public final class SpecImportExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    private final transient SpecImport request;

    public SpecImportExecution(@NonNull StepContext context, @NonNull SpecImport request) {
        super(context);
        this.request = request;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        TaskListener listener = getContext().get(TaskListener.class);
        FilePath workspace = request.dir() == null ? null : getContext().get(FilePath.class);
        if (request.dir() != null && workspace == null) {
            throw new AbortException("ecsImport: " + ImportMessages.NO_WORKSPACE);
        }
        request.log().forEach(line -> listener.getLogger().println("[ecsImport] " + line));
        try {
            List<String> written = workspace == null
                    ? List.of()
                    : WorkspaceFiles.write(workspace, request.dir(), request.texts(), request.overwrites());
            if (!written.isEmpty()) {
                listener.getLogger().println("[ecsImport] " + ImportMessages.written(written));
            }
            return request.result(written);
        } catch (IllegalArgumentException there) {
            throw new AbortException("ecsImport: " + there.getMessage());
        }
    }
}
