package io.jenkins.plugins.ecs.steps.execution.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsFailureMessages;
import io.jenkins.plugins.ecs.aws.connection.AwsConnection;
import io.jenkins.plugins.ecs.aws.ecs.EcsApi;
import io.jenkins.plugins.ecs.aws.services.ApplicationAutoScalingApi;
import io.jenkins.plugins.ecs.rollout.messages.ServiceProblem;
import io.jenkins.plugins.ecs.scaling.LiveScaling;
import io.jenkins.plugins.ecs.scaling.ScalingImport;
import io.jenkins.plugins.ecs.servicedef.ImportMessages;
import io.jenkins.plugins.ecs.servicedef.ServiceFiles;
import io.jenkins.plugins.ecs.taskdef.DefinitionFormat;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What one {@code ecsImport} asks for, and what it finds. */
public final class ImportRequest {

    private final String region;
    private final String cluster;
    private final String service;
    private final DefinitionFormat format;
    private final String dir;
    private final boolean overwrite;

    public ImportRequest(
            @NonNull String region,
            @NonNull String cluster,
            @NonNull String service,
            @NonNull DefinitionFormat format,
            @CheckForNull String dir,
            boolean overwrite) {
        this.region = region;
        this.cluster = cluster;
        this.service = service;
        this.format = format;
        this.dir = dir;
        this.overwrite = overwrite;
    }

    /** Where the files are written; null for nowhere. */
    @Nullable
    String dir() {
        return dir;
    }

    boolean overwrites() {
        return overwrite;
    }

    @NonNull
    DefinitionFormat format() {
        return format;
    }

    /**
     * Reads the service, its definition and its scaling. Scaling that cannot be read is left out, with a warning.
     *
     * @throws IllegalArgumentException if there is nothing to import
     * @throws AwsFailure if it cannot be read
     */
    @NonNull
    public ServiceFiles read(@NonNull AwsConnection aws, @NonNull Consumer<String> log) {
        EcsApi ecs = aws.ecs();
        ObjectNode tree = ecs.taggedServiceTree(cluster, service)
                .filter(found -> !found.path("status").asText().equals("INACTIVE"))
                .orElseThrow(() -> new IllegalArgumentException(
                        ServiceProblem.missing(region, Arns.brief(cluster), Arns.brief(service))
                                .cause()));
        String revision = tree.path("taskDefinition").asText("");
        if (revision.isEmpty()) {
            throw new IllegalArgumentException(ImportMessages.NO_DEFINITION);
        }
        ServiceFiles files =
                ServiceFiles.of(tree, ecs.taskDefinition(revision), scaling(aws.autoScaling(), tree), format, region);
        log.accept(ImportMessages.imported(
                Arns.brief(cluster) + "/" + tree.path("serviceName").asText(), Arns.brief(revision)));
        files.warnings().forEach(warning -> log.accept(ImportMessages.warning(warning)));
        return files;
    }

    private static ScalingImport scaling(ApplicationAutoScalingApi api, ObjectNode service) {
        String id = ApplicationAutoScalingApi.resourceId(
                Arns.brief(service.path("clusterArn").asText()),
                service.path("serviceName").asText());
        try {
            return ScalingImport.of(LiveScaling.read(api, id));
        } catch (AwsFailure failure) {
            return ScalingImport.unread(AwsFailureMessages.reason(failure));
        }
    }

    /** What the step returns. */
    @NonNull
    public static Map<String, Object> result(@NonNull ServiceFiles files, @NonNull List<String> written) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("taskDefinition", files.taskDefinition());
        result.put("serviceDefinition", files.serviceDefinition());
        result.put("jenkinsfile", files.jenkinsfile());
        result.put("warnings", new ArrayList<>(files.warnings()));
        result.put("files", new ArrayList<>(written));
        return result;
    }
}
