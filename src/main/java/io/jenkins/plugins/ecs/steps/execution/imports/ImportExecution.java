package io.jenkins.plugins.ecs.steps.execution.imports;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.credentials.BuildConnections;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import io.jenkins.plugins.ecs.servicedef.ServiceFiles;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** {@code ecsImport}: a few reads, and files in the workspace. A restart in between fails it; it may be run again. */
public final class ImportExecution extends SynchronousNonBlockingStepExecution<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    private final EcsSettings settings;
    private final transient ImportRequest request;

    public ImportExecution(
            @NonNull StepContext context, @NonNull EcsSettings settings, @NonNull ImportRequest request) {
        super(context);
        this.settings = settings;
        this.request = request;
    }

    @Override
    protected Map<String, Object> run() throws Exception {
        TaskListener listener = getContext().get(TaskListener.class);
        Consumer<String> log = line -> listener.getLogger().println("[ecsImport] " + line);
        FilePath workspace = request.dir() == null ? null : getContext().get(FilePath.class);
        if (request.dir() != null && workspace == null) {
            throw new AbortException("ecsImport: " + ImportMessages.NO_WORKSPACE);
        }
        try (AwsConnection aws = BuildConnections.open(getContext().get(Run.class), settings)) {
            ServiceFiles files = request.read(aws, log);
            List<String> written = workspace == null
                    ? List.of()
                    : WorkspaceFiles.write(
                            workspace, request.dir(), files.byName(request.format()), request.overwrites());
            if (!written.isEmpty()) {
                log.accept(ImportMessages.written(written));
            }
            return ImportRequest.result(files, written);
        } catch (IllegalArgumentException wrong) {
            throw new AbortException("ecsImport: " + wrong.getMessage());
        } catch (AwsFailure failed) {
            throw new AbortException(
                    "ecsImport: " + AwsFailureMessages.cause(failed, settings.region(), settings.cluster(), ""));
        }
    }
}
