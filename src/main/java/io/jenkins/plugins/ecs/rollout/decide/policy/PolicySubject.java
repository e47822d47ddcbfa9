package io.jenkins.plugins.ecs.rollout.decide.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.policy.Subject;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.servicedef.ServiceDefinition;
import io.jenkins.plugins.ecs.text.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a rollout is about, for rules and for what they take as evidence: by what AWS answered. */
public final class PolicySubject {

    private PolicySubject() {}

    /** Nothing of it is known before the service has been read. */
    @NonNull
    public static Subject of(@NonNull RolloutState state) {
        if (state.serviceArn == null || state.serviceArn.isEmpty()) {
            return Subject.UNKNOWN;
        }
        return new Subject(
                state.serviceArn,
                state.clusterArn,
                state.previous.taskDefinition == null ? "" : state.previous.taskDefinition,
                Map.of(),
                deploys(state),
                state.updated ? Math.max(state.startedAt, state.queue.begunAt) : 0,
                newImages(state));
    }

    /** Null before the definition is chosen. */
    @CheckForNull
    private static List<String> newImages(RolloutState state) {
        return state.images.isEmpty()
                ? null
                : state.images.entrySet().stream()
                        .filter(each -> !each.getValue().equals(state.previous.images.get(each.getKey())))
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /**
     * The same in the plan and at every act: what the containers run, with which roles, what is new about it, and what
     * the service definition says. It is only compared, and kept with the build, so it is a hash.
     */
    private static String deploys(RolloutState state) {
        return state.images.isEmpty()
                ? ""
                : Sha256.hex(new TreeMap<>(state.images) + " " + state.roles + " " + String.join("; ", state.changes)
                        + service(state.request.serviceFile()));
    }

    private static String service(@CheckForNull ServiceDefinition file) {
        return file == null ? "" : " " + file.members() + " " + file.ignored() + " " + file.scaling();
    }
}
