package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.rollout.KnownGood;
import io.jenkins.plugins.ecs.ui.DeploymentIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The revisions that builds of this controller deployed well. */
final class RecordedGood {

    static final KnownGood OF_ALL_BUILDS = RecordedGood::revisions;

    private RecordedGood() {}

    private static List<KnownGood.Revision> revisions(String region, String cluster, String service) {
        List<KnownGood.Revision> good = new ArrayList<>();
        for (DeploymentRecord record : DeploymentIndex.get().history().of(new ServiceKey(region, cluster, service))) {
            if (record.isGreen() && !record.taskDefinition().isEmpty()) {
                good.add(new KnownGood.Revision(
                        record.taskDefinition(),
                        record.digests(),
                        "build " + record.build().job() + " #" + record.build().build()));
            }
        }
        Collections.reverse(good);
        return good;
    }
}
