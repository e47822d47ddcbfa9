package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The records that a build keeps of a release, by their ids: its deployments, rollbacks and verifications. */
public final class ReleaseRecords {

    private static final String BACK = "-back";

    private ReleaseRecords() {}

    /** All deployments and rollbacks, by the id of their record; a new map. */
    @NonNull
    public static Map<String, RolloutState> rollouts(@NonNull ReleaseState state) {
        Map<String, RolloutState> all = new LinkedHashMap<>();
        for (int i = 0; i < state.environments().size(); i++) {
            EnvironmentRun run = state.environments().get(i);
            put(all, id(state, i), run.rollout);
            put(all, id(state, i) + BACK, run.back);
        }
        return all;
    }

    /** All verifications but those of a watch, by the id of their record; a new map. */
    @NonNull
    public static Map<String, VerifyState> verifications(@NonNull ReleaseState state) {
        Map<String, VerifyState> all = new LinkedHashMap<>();
        for (int i = 0; i < state.environments().size(); i++) {
            EnvironmentRun run = state.environments().get(i);
            put(all, id(state, i) + "-confirm", run.confirming);
            put(all, id(state, i) + "-preflight", run.preflight);
            put(all, id(state, i) + "-verify", run.verifying);
        }
        return all;
    }

    /** The plans of a dry run that this change of its state completes: users see them from now on. */
    @NonNull
    public static List<RolloutState> plansShown(@NonNull ReleaseState before, @NonNull ReleaseState now) {
        return IntStream.range(0, now.isDryRun() ? now.environments().size() : 0)
                .filter(i -> before.environments().get(i).verdict() == null
                        && now.environments().get(i).verdict() == Verdict.PLANNED)
                .mapToObj(i -> before.environments().get(i).planning)
                .filter(Objects::nonNull)
                .toList();
    }

    private static <T> void put(Map<String, T> all, String key, T value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /** Of all deployments and rollbacks that there are or may be. */
    @NonNull
    public static List<String> ids(@NonNull ReleaseState state) {
        return IntStream.range(0, state.environments().size())
                .mapToObj(i -> id(state, i))
                .flatMap(id -> Stream.of(id, id + BACK))
                .toList();
    }

    /**
     * The target that a record is about.
     *
     * @param id one of {@link #ids}
     */
    @NonNull
    public static EnvironmentRun target(@NonNull ReleaseState state, @NonNull String id) {
        String rest = id.substring(state.id().length() + 1);
        int dash = rest.indexOf('-');
        int index = Integer.parseInt(dash < 0 ? rest : rest.substring(0, dash));
        return state.environments().get(index);
    }

    private static String id(ReleaseState state, int index) {
        return state.id() + "-" + index;
    }
}
