package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.observe.KnownGood;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The revisions that builds of this controller deployed successfully, from the index of deployments. */
public final class GoodRevisions implements KnownGood {

    private final Function<ServiceKey, List<DeploymentRecord>> records;

    /** @param records the deployments of a service, oldest first */
    public GoodRevisions(@NonNull Function<ServiceKey, List<DeploymentRecord>> records) {
        this.records = records;
    }

    @NonNull
    @Override
    public List<Revision> revisions(@NonNull String region, @NonNull String cluster, @NonNull String service) {
        List<Revision> good = new ArrayList<>();
        for (DeploymentRecord record : records.apply(new ServiceKey(region, cluster, service))) {
            if (record.isGreen() && !record.taskDefinition().isEmpty()) {
                good.add(new Revision(record.taskDefinition(), record.digests(), by(record)));
            }
        }
        Collections.reverse(good);
        return good;
    }

    @NonNull
    @Override
    public Optional<String> broughtBackBy(
            @NonNull String region, @NonNull String cluster, @NonNull String service, @NonNull String taskDefinition) {
        String account = DeploymentRecord.account(taskDefinition);
        List<DeploymentRecord> all = records.apply(new ServiceKey(region, cluster, service));
        return History.newest(
                        all, r -> r.touched() && !r.isUnderWay() && r.account().equals(account))
                .filter(r -> isBack(r, taskDefinition))
                .map(GoodRevisions::by);
    }

    private static boolean isBack(DeploymentRecord record, String taskDefinition) {
        boolean byRollback = record.rollback() && record.isGreen();
        return byRollback
                ? record.taskDefinition().equals(taskDefinition)
                : record.verdict() == Verdict.ROLLED_BACK
                        && record.rolledBackTo().equals(taskDefinition);
    }

    private static String by(DeploymentRecord record) {
        return "build " + record.build().job() + " #" + record.build().build();
    }
}
