package io.jenkins.plugins.ecs.steps.execution;

import io.jenkins.plugins.ecs.history.GoodRevisions;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.store.DeploymentIndex;

/** The revisions that builds of this controller deployed well. */
final class HistoryKnownGood {

    static final KnownGood OF_ALL_BUILDS =
            new GoodRevisions(service -> DeploymentIndex.get().history().of(service));

    private HistoryKnownGood() {}
}
