package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.ecs.config.settings.EcsSettings;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.ui.build.DeploymentView;
import io.jenkins.plugins.ecs.ui.build.EcsDeploymentsAction;
import java.util.List;
import java.util.Optional;

/** What this build and earlier builds have deployed, for {@code ecsVerify}. */
public final class BuildDeployments {

    private final Run<?, ?> run;

    public BuildDeployments(@NonNull Run<?, ?> run) {
        this.run = run;
    }

    /** A service by its short names. */
    public record Place(String cluster, String service) {}

    /**
     * The only service that this build has deployed, for a step without {@code service}.
     *
     * @throws IllegalArgumentException if there is none, or more than one; the message says what to set
     */
    @NonNull
    public Place only(@NonNull EcsSettings settings) {
        EcsDeploymentsAction action = run.getAction(EcsDeploymentsAction.class);
        List<DeploymentView> all = action == null ? List.of() : action.getDeployments();
        List<Place> here = all.stream()
                .filter(each -> each.getRegion().equals(settings.region()))
                .map(each -> new Place(each.getCluster(), each.getService()))
                .filter(each -> settings.cluster() == null
                        || Arns.brief(settings.cluster()).equals(each.cluster()))
                .distinct()
                .toList();
        if (here.size() == 1) {
            return here.get(0);
        }
        throw new IllegalArgumentException(
                here.isEmpty()
                        ? ExecutionMessages.noServiceDeployed(settings.region(), settings.cluster())
                        : ExecutionMessages.severalServicesDeployed(
                                here.stream().map(Place::service).toList(), settings.cluster()));
    }

    /**
     * The last successful deployment by this job or another one in its folder (the branches of a repository, or a
     * separate deployment job). Other folders are not included, because the user may not have access to them.
     */
    @NonNull
    public Optional<DeploymentRecord> last(
            @NonNull EcsSettings settings, @CheckForNull String cluster, @CheckForNull String service) {
        if (cluster == null || service == null) {
            return Optional.empty();
        }
        ServiceKey key = new ServiceKey(settings.region(), Arns.brief(cluster), Arns.brief(service));
        return DeploymentIndex.get().history().of(key).stream()
                .filter(record -> record.isGreen() && isOurs(record.build().job()))
                .reduce((one, other) -> other);
    }

    private boolean isOurs(String job) {
        String own = run.getParent().getFullName();
        int folder = own.lastIndexOf('/') + 1;
        return job.equals(own)
                || (folder > 0 && job.startsWith(own.substring(0, folder)) && job.indexOf('/', folder) < 0);
    }
}
