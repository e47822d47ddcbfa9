package io.jenkins.plugins.ecs.rollout.services;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.messages.WavesMessages;
import io.jenkins.plugins.ecs.rollout.request.DeployRequest;
import io.jenkins.plugins.ecs.rollout.request.OnWaveFailure;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The facts of several services that are deployed together, wave by wave. Persisted, as {@link io.jenkins.plugins.ecs.rollout.state.RolloutState} is. Nobody
 * changes what another can see: each change is a copy.
 */
public final class WavesState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    /** Where they stand together. The names are persisted. */
    enum Stage {
        /** All services are read, and the rules are asked, before the first is changed. */
        CHECKING,
        /** Waits until nobody else deploys any of them. */
        LINING_UP,
        DEPLOYING,
        GOING_BACK,
        ENDED
    }

    private ArrayList<WaveService> services;
    private final int maxParallel;
    final OnWaveFailure onWaveFailure;
    private final long startedAt;

    Stage stage = Stage.CHECKING;
    /** All of them are ours. */
    boolean locked;
    /** Others came first. */
    boolean hasWaited;
    /** How many rules allow at once; 0 where they say nothing. */
    int allowed;

    boolean aborted;
    /** By whom, or why. */
    String abortedBy = "";

    private ArrayList<String> said = new ArrayList<>();

    private WavesState(List<WaveService> services, int maxParallel, OnWaveFailure onWaveFailure, long now) {
        this.services = new ArrayList<>(services);
        this.maxParallel = maxParallel;
        this.onWaveFailure = onWaveFailure;
        this.startedAt = now;
    }

    /** @param maxParallel how many are deployed at the same time; 0 for all of a wave */
    @NonNull
    public static WavesState begin(
            @NonNull List<WaveService> services, int maxParallel, @NonNull OnWaveFailure onWaveFailure, long now) {
        return new WavesState(services, maxParallel, onWaveFailure, now);
    }

    /** In the order in which they were named. */
    @NonNull
    public List<WaveService> services() {
        return Collections.unmodifiableList(services);
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** The newest time of Jenkins' clock in this state. */
    public long newestTime() {
        return services().stream()
                .mapToLong(one -> one.current().newestTime())
                .max()
                .orElse(0);
    }

    /** Whether an abort changes nothing in AWS. */
    public boolean leavesOnAbort() {
        return services().stream()
                .filter(WaveService::isRunning)
                .allMatch(one -> one.current().leavesOnAbort());
    }

    /** What continues in AWS, or may, if nobody follows it any more; empty where that is nothing. */
    @NonNull
    public String goesOnAs() {
        return services().stream()
                .filter(WaveService::isRunning)
                .map(one -> one.current().goesOnAs())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    public boolean hasEnded() {
        return stage == Stage.ENDED;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** Whether all services are locked by us. */
    public boolean isLocked() {
        return locked;
    }

    /** The state of all rollouts, by the id of their record; a new map. */
    @NonNull
    public Map<String, RolloutState> rollouts() {
        Map<String, RolloutState> all = new LinkedHashMap<>();
        for (WaveService one : services) {
            all.put(one.id(), one.state());
            RolloutState back = one.back();
            if (back != null) {
                all.put(one.backId(), back);
            }
        }
        return all;
    }

    /** What must not be deployed twice at once: the services that this step may still touch. */
    @NonNull
    public Set<String> lockKeys() {
        Set<String> keys = new LinkedHashSet<>();
        services.stream()
                .filter(one -> Waves.mayTouch(this, one))
                .map(WaveService::lockKey)
                .filter(Objects::nonNull)
                .forEach(keys::add);
        return keys;
    }

    /** All of them say the same of what is not about one service. */
    @NonNull
    public DeployRequest anyRequest() {
        return services.get(0).state().request();
    }

    /** The numbers of the waves, the first one first. */
    @NonNull
    List<Integer> waves() {
        return services.stream().map(WaveService::wave).distinct().sorted().toList();
    }

    List<WaveService> wave(int number) {
        return services.stream().filter(each -> each.wave() == number).toList();
    }

    /** The most that are ever deployed at the same time. */
    public int atOnce() {
        int widest = waves().stream().mapToInt(wave -> wave(wave).size()).max().orElse(1);
        int most = maxParallel > 0 ? Math.min(maxParallel, widest) : widest;
        return allowed > 0 ? Math.min(allowed, most) : most;
    }

    /** Where they stand, in a few words. */
    @NonNull
    public String words() {
        switch (stage) {
            case CHECKING:
                return WavesMessages.checking(services.size());
            case LINING_UP:
                return WavesMessages.WAITING_FOR_LOCKS;
            case ENDED:
                return WavesMessages.ENDED;
            default:
                String names = services.stream()
                        .filter(WaveService::isRunning)
                        .map(WaveService::name)
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("");
                return WavesMessages.running(stage == Stage.GOING_BACK, names);
        }
    }

    WavesState with(WaveService changed) {
        return each(one -> one.id().equals(changed.id()) ? changed : one);
    }

    WavesState each(UnaryOperator<WaveService> change) {
        WavesState copy = copy();
        copy.services.replaceAll(change);
        return copy;
    }

    /** @return whether it was not said before */
    boolean sayOnce(String key) {
        return !said.contains(key) && said.add(key);
    }

    /** After a restart: what could not be read before is read again before anything is decided without it. */
    @NonNull
    public WavesState resumed() {
        return each(WaveService::resumed);
    }

    WavesState copy() {
        try {
            WavesState copy = (WavesState) super.clone();
            copy.services = new ArrayList<>(services);
            copy.said = new ArrayList<>(said);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
