package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.rollout.request.Reaction;
import io.jenkins.plugins.ecs.rollout.state.RolloutState;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The state of one release on its way through a path: what it was started with, pinned, and how far it is. Persisted.
 * Nobody changes what another can see: each change is a copy.
 */
public final class ReleaseState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final ReleasePath path;
    private final String service;
    private final TreeMap<String, String> digests;
    private final String build;
    private final long startedAt;

    private ArrayList<EnvironmentRun> environments;
    private String template = "";
    /** It waits for another release of this service on this path. */
    boolean queued = true;

    boolean hasWaited;
    int current;
    boolean aborted;
    Verdict verdict;
    String cause = "";
    long finishedAt;

    private ReleaseState(
            String id,
            ReleasePath path,
            String service,
            Map<String, String> digests,
            String build,
            List<EnvironmentRun> environments,
            long now) {
        this.id = id;
        this.path = path;
        this.service = service;
        this.digests = new TreeMap<>(digests);
        this.build = build;
        this.environments = new ArrayList<>(environments);
        this.startedAt = now;
        this.current = first(0).orElse(0);
    }

    /**
     * @param id unique within the build
     * @param digests what is released, by container
     * @param build for display: {@code shop/deploy #12}
     * @param environments all of the path, in its order; at least one is wanted
     */
    @NonNull
    public static ReleaseState begin(
            @NonNull String id,
            @NonNull ReleasePath path,
            @NonNull String service,
            @NonNull Map<String, String> digests,
            @NonNull String build,
            @NonNull List<EnvironmentRun> environments,
            long now) {
        return new ReleaseState(id, path, service, digests, build, environments, now);
    }

    private Optional<Integer> first(int from) {
        for (int i = from; i < environments.size(); i++) {
            if (environments.get(i).isWanted()) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    @NonNull
    public String id() {
        return id;
    }

    /** As it was defined when the release started. */
    @NonNull
    public ReleasePath path() {
        return path;
    }

    /** Short name. */
    @NonNull
    public String service() {
        return service;
    }

    /** The template that the service is rendered from, with the version of this release; empty for none. */
    @NonNull
    public String template() {
        return template;
    }

    /** @param label as in {@code web-service@2.1.0} */
    @NonNull
    public ReleaseState madeFrom(@NonNull String label) {
        ReleaseState copy = copy();
        copy.template = label;
        return copy;
    }

    /** What is released, by container. */
    @NonNull
    public Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }

    @NonNull
    public String build() {
        return build;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** All of the path, in its order. */
    @NonNull
    public List<EnvironmentRun> environments() {
        return Collections.unmodifiableList(environments);
    }

    @NonNull
    public EnvironmentRun current() {
        return environments.get(current);
    }

    @NonNull
    Optional<EnvironmentRun> environment(String name) {
        return environments.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The environment whose service the next round reads or changes; empty if it uses no AWS. */
    @NonNull
    public Optional<EnvironmentRun> place() {
        if (hasEnded() || queued) {
            return Optional.empty();
        }
        return switch (current().slot()) {
            case CONFIRMING -> environment(confirmed());
            case PREFLIGHT, DEPLOYING, VERIFYING, ROLLING_BACK -> Optional.of(current());
            default -> Optional.empty();
        };
    }

    /** The name of the environment that is verified once more. */
    String confirmed() {
        VerifyState confirming = current().confirming;
        return environments.stream()
                .filter(each -> confirming != null && each.verification() == confirming.request())
                .map(EnvironmentRun::name)
                .findFirst()
                .orElse(current().pinned().from());
    }

    /** What must not be deployed twice at once; null while nothing is locked. */
    @CheckForNull
    public String lockKey() {
        RolloutState rollout = current().rollout;
        boolean begun = !hasEnded() && rollout != null && !rollout.isQueued();
        return begun
                        && EnumSet.of(Slot.DEPLOYING, Slot.VERIFYING, Slot.ROLLING_BACK)
                                .contains(current().slot())
                ? rollout.lockKey()
                : null;
    }

    /** What releases of one service on one path wait for. */
    @NonNull
    public String queueKey() {
        return "release of " + service + " on path " + path.id();
    }

    /** Whether it waits for another release. */
    public boolean isQueued() {
        return queued;
    }

    public boolean hasEnded() {
        return verdict != null;
    }

    public boolean isAborted() {
        return aborted;
    }

    /** Null until it has ended. */
    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    /** Why it did not reach its last environment; empty if it did. */
    @NonNull
    public String cause() {
        return cause;
    }

    /** The newest time of Jenkins' clock in this state. */
    public long newestTime() {
        return environments.stream()
                .flatMap(each -> Stream.of(each.rollout, each.back))
                .filter(Objects::nonNull)
                .mapToLong(RolloutState::newestTime)
                .reduce(Math.max(startedAt, current().since()), Math::max);
    }

    /** Whether an abort changes nothing in AWS. */
    public boolean leavesOnAbort() {
        RolloutState running = hasEnded() ? null : current().running();
        return running == null ? current().request().onAbort() == Reaction.LEAVE : running.leavesOnAbort();
    }

    /** What continues in AWS, or may, if the release is no longer followed; empty if nothing does. */
    @NonNull
    public String goesOnAs() {
        RolloutState running = hasEnded() ? null : current().running();
        return running == null ? "" : running.goesOnAs();
    }

    /** All deployments and rollbacks, by the id of their record; a new map. */
    @NonNull
    public Map<String, RolloutState> rollouts() {
        Map<String, RolloutState> all = new LinkedHashMap<>();
        for (int i = 0; i < environments.size(); i++) {
            put(all, id + "-" + i, environments.get(i).rollout);
            put(all, id + "-" + i + "-back", environments.get(i).back);
        }
        return all;
    }

    /** All verifications, by the id of their record; a new map. */
    @NonNull
    public Map<String, VerifyState> verifications() {
        Map<String, VerifyState> all = new LinkedHashMap<>();
        for (int i = 0; i < environments.size(); i++) {
            put(all, id + "-" + i + "-confirm", environments.get(i).confirming);
            put(all, id + "-" + i + "-preflight", environments.get(i).preflight);
            put(all, id + "-" + i + "-verify", environments.get(i).verifying);
        }
        return all;
    }

    private static <T> void put(Map<String, T> all, String key, T value) {
        if (value != null) {
            all.put(key, value);
        }
    }

    /** Where it is, in a few words. */
    @NonNull
    public String words() {
        if (hasEnded()) {
            return "ended";
        }
        return queued
                ? PathMessages.QUEUED
                : current().name() + ": " + current().slot().words();
    }

    ReleaseState with(EnvironmentRun changed) {
        ReleaseState copy = copy();
        copy.environments.set(current, changed);
        return copy;
    }

    /** Goes on to the next wanted environment; empty if there is none. */
    Optional<ReleaseState> next(long now) {
        return first(current + 1).map(index -> {
            ReleaseState copy = copy();
            copy.current = index;
            return copy.with(copy.current().in(Slot.WAITING, now));
        });
    }

    ReleaseState ended(Verdict end, String why, long now) {
        ReleaseState copy = copy();
        copy.verdict = end;
        copy.cause = why;
        copy.finishedAt = now;
        copy.environments.replaceAll(
                each -> each.isWanted() && each.verdict() == null ? each.ended(Verdict.NOT_STARTED, "", now) : each);
        return copy;
    }

    ReleaseState copy() {
        try {
            ReleaseState copy = (ReleaseState) super.clone();
            copy.environments = new ArrayList<>(environments);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
