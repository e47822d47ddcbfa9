package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.init.Terminator;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The builds in which a step of this plugin runs now, by the id of the step's record. */
public final class FollowedBuilds {

    private static final Map<String, Run<?, ?>> RUNNING = new ConcurrentHashMap<>();

    private FollowedBuilds() {}

    public static void add(@NonNull String recordId, @NonNull Run<?, ?> run) {
        RUNNING.put(recordId, run);
    }

    public static void remove(@NonNull String recordId) {
        RUNNING.remove(recordId);
    }

    /** Jenkins goes down. */
    @Terminator
    public static void forget() {
        RUNNING.clear();
    }

    /** Each build once. */
    @NonNull
    static List<Run<?, ?>> all() {
        RUNNING.values().removeIf(run -> !run.isBuilding());
        Map<String, Run<?, ?>> builds = new LinkedHashMap<>();
        RUNNING.values().forEach(run -> builds.putIfAbsent(run.getExternalizableId(), run));
        return new ArrayList<>(builds.values());
    }
}
