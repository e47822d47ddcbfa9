package io.jenkins.plugins.ecs.steps;

import io.jenkins.plugins.ecs.history.GoodRevisions;
import io.jenkins.plugins.ecs.rollout.KnownGood;
import io.jenkins.plugins.ecs.ui.DeploymentIndex;

/** The revisions that builds of this controller deployed well. */
final class RecordedGood {

    static final KnownGood OF_ALL_BUILDS =
            new GoodRevisions(service -> DeploymentIndex.get().history().of(service));

    private RecordedGood() {}
}
