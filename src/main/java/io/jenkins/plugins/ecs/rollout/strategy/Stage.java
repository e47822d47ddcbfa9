package io.jenkins.plugins.ecs.rollout.strategy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The lifecycle stages of ECS, in their order: those that it reports, and one that only hooks know. */
public enum Stage {
    RECONCILE_SERVICE(true, true),
    PRE_SCALE_UP(true, true),
    SCALE_UP(true, false),
    POST_SCALE_UP(true, true),
    TEST_TRAFFIC_SHIFT(true, false),
    POST_TEST_TRAFFIC_SHIFT(true, true),
    /** A stage for hooks; {@code lifecycleStage} never shows it. */
    PRE_PRODUCTION_TRAFFIC_SHIFT(false, true),
    PRODUCTION_TRAFFIC_SHIFT(true, false),
    POST_PRODUCTION_TRAFFIC_SHIFT(true, true),
    BAKE_TIME(true, false),
    CLEAN_UP(true, false);

    private final boolean reported;
    private final boolean pausable;

    Stage(boolean reported, boolean pausable) {
        this.reported = reported;
        this.pausable = pausable;
    }

    @NonNull
    public static Optional<Stage> parse(@CheckForNull String name) {
        return Stream.of(values()).filter(stage -> stage.name().equals(name)).findFirst();
    }

    /** Names of the stages at which ECS takes PAUSE hooks. */
    @NonNull
    public static List<String> pausable() {
        return Stream.of(values()).filter(Stage::mayPause).map(Stage::name).toList();
    }

    /** Names of the stages that a deployment shows. */
    @NonNull
    public static List<String> reported() {
        return Stream.of(values()).filter(Stage::isReported).map(Stage::name).toList();
    }

    public boolean isReported() {
        return reported;
    }

    boolean mayPause() {
        return pausable;
    }

    boolean movesTraffic() {
        return this == TEST_TRAFFIC_SHIFT || this == PRODUCTION_TRAFFIC_SHIFT;
    }

    /**
     * Where a deployment waits in a pause. ECS says which hook waits, not at which stage, and shows none for the pause
     * before production traffic moves; where pauses are configured tells them apart.
     *
     * @param shown the deployment's {@code lifecycleStage}
     * @param configured the stages of its PAUSE hooks
     */
    @NonNull
    public static String ofPause(@CheckForNull String shown, @NonNull List<String> configured) {
        boolean before = shown == null
                || shown.equals(PRODUCTION_TRAFFIC_SHIFT.name())
                || (!configured.isEmpty() && !configured.contains(shown));
        if (before && configured.contains(PRE_PRODUCTION_TRAFFIC_SHIFT.name())) {
            return PRE_PRODUCTION_TRAFFIC_SHIFT.name();
        }
        return shown == null ? "" : shown;
    }
}
