package io.jenkins.plugins.ecs.sandbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** All that one sandbox simulates: the Regions of all accounts. Everything in it is guarded by {@link #lock}. */
final class World {

    private record Place(String account, String region) {}

    final ReentrantLock lock = new ReentrantLock();
    final SandboxClock clock;
    final Ids ids;
    final Behavior behavior = new Behavior();
    final Scenarios scenarios = new Scenarios();
    final Images images = new Images();
    final LifecycleHooks hooks = new LifecycleHooks();
    /** Names of roles, secrets and parameters that are not there. */
    final Set<String> missing = ConcurrentHashMap.newKeySet();

    final StoredValues stored = new StoredValues();

    /** By name of a role: which service it trusts. */
    final Map<String, String> trusts = new ConcurrentHashMap<>();

    /** By quota code: what this account was granted, where it is not the default. */
    final Map<String, Double> serviceQuotas = new ConcurrentHashMap<>();

    /** Where the sandbox listens. */
    Supplier<String> address = () -> "";

    private final Map<Place, RegionState> regions = new HashMap<>();

    World(SandboxClock clock, long seed) {
        this.clock = clock;
        ids = new Ids(seed);
    }

    /** The Region as of now: what happened since it was last looked at is simulated first. */
    RegionState region(String account, String region) {
        RegionState state = regions.computeIfAbsent(
                new Place(account, region), place -> new RegionState(this, new Arns(account, region)));
        Instant now = clock.instant();
        state.advance(now);
        return state;
    }
}
