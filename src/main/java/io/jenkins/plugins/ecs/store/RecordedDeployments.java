package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import java.util.List;

/** An action of a build that has deployments. */
public interface RecordedDeployments extends Action {

    /** One record per deployment, in the form of the index. */
    @NonNull
    List<DeploymentRecord> records();

    /** Results of the build's verifications of deployments by other builds. */
    @NonNull
    List<Drift> drifts();
}
