package io.jenkins.plugins.ecs.store;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Action;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import java.util.List;

/** The action of a build that has recorded deployments. */
public interface RecordedDeployments extends Action {

    /** One record a deployment, as the index keeps them. */
    @NonNull
    List<DeploymentRecord> records();

    /** What verifications of the build found of other deployments. */
    @NonNull
    List<Drift> drifts();
}
