package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.verify.VerifyState;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of one release on its way through a path: what it was started with, pinned, and how far it is. Persisted.
 * Nobody changes what another can see: each change is a copy.
 */
public final class ReleaseState implements Serializable, Cloneable {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 300;

    private final String id;
    private final ReleasePath path;
    private final String service;
    private final TreeMap<String, String> digests;
    private final String build;
    private final long startedAt;

    private ArrayList<EnvironmentRun> environments;
    private String template = "";
    private String teamFile = "";
    private String definition = "";
    /** It waits for another release of this service on this path. */
    boolean queued = true;

    boolean hasWaited;
    int current;
    boolean aborted;
    Verdict verdict;
    private String hotfix = "";
    private boolean dryRun;
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
        this.current = firstWanted();
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

    private int firstWanted() {
        for (int i = 0; i < environments.size(); i++) {
            if (environments.get(i).isWanted()) {
                return i;
            }
        }
        return 0;
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

    /** What is kept of the file that the service is rendered from; empty for nothing. */
    @NonNull
    public String teamFile() {
        return teamFile;
    }

    /**
     * @param label as in {@code web-service@2.1.0}
     * @param kept of the file of the team; empty for nothing
     */
    @NonNull
    public ReleaseState madeFrom(@NonNull String label, @NonNull String kept) {
        ReleaseState copy = copy();
        copy.template = label;
        copy.teamFile = kept;
        return copy;
    }

    /** What the job says besides the digests, as a hash; empty if it is unknown. */
    @NonNull
    public String definition() {
        return definition;
    }

    /** @param hash of what the job says besides the digests */
    @NonNull
    public ReleaseState definedBy(@NonNull String hash) {
        ReleaseState copy = copy();
        copy.definition = hash;
        return copy;
    }

    /** @param reason why it skips the conditions about its proof */
    @NonNull
    public ReleaseState asHotfix(@NonNull String reason) {
        ReleaseState copy = copy();
        copy.hotfix = PlainLine.of(reason, LONGEST_REASON);
        return copy;
    }

    /** Why it skips the conditions about its proof; empty if it does not. */
    @NonNull
    public String hotfix() {
        return hotfix;
    }

    /** It waits for no other release, because it changes nothing. */
    @NonNull
    public ReleaseState asDryRun() {
        ReleaseState copy = copy();
        copy.dryRun = true;
        copy.queued = false;
        return copy;
    }

    /** Whether it only reports what it would change. */
    public boolean isDryRun() {
        return dryRun;
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

    /** An environment in each of its targets; empty if the path has no environment of this name. */
    @NonNull
    List<EnvironmentRun> environment(String name) {
        return environments.stream().filter(each -> each.name().equals(name)).toList();
    }

    /** What is under way now: more than one if an environment has several targets. */
    @NonNull
    public List<EnvironmentRun> active() {
        return hasEnded() || queued
                ? List.of()
                : environments.stream().filter(EnvironmentRun::isActive).toList();
    }

    /** The targets that are deployed to together with the current one, itself included. */
    @NonNull
    List<EnvironmentRun> wave() {
        return environment(current().name()).stream()
                .filter(each -> each.wave() == current().wave())
                .toList();
    }

    /** The targets of the current environment that were deployed to before the current wave. */
    @NonNull
    List<EnvironmentRun> earlierWaves() {
        return environment(current().name()).stream()
                .filter(each -> each.wave() < current().wave())
                .toList();
    }

    /** Where users are asked whether the release may enter the current environment: its first target. */
    @NonNull
    EnvironmentRun asked() {
        return environment(current().name()).get(0);
    }

    /** The environment whose service the next round reads or changes; empty if it uses no AWS. */
    @NonNull
    public Optional<EnvironmentRun> place() {
        if (hasEnded() || queued) {
            return Optional.empty();
        }
        return switch (current().slot()) {
            case CONFIRMING -> Optional.of(confirmed());
            case PLANNING -> Optional.of(planned());
            case PREFLIGHT, DEPLOYING, VERIFYING, ROLLING_BACK -> Optional.of(current());
            case WATCHING -> Optional.of(current()).filter(each -> !each.isResting());
            default -> Optional.empty();
        };
    }

    /** Where the release is verified once more. */
    EnvironmentRun confirmed() {
        VerifyState confirming = current().confirming;
        return environments.stream()
                .filter(each -> confirming != null && each.verification() == confirming.request())
                .findFirst()
                .orElse(current());
    }

    /** Where it is read what would change: a target of the current environment. */
    EnvironmentRun planned() {
        return environment(current().name()).stream()
                .filter(each -> each.target().equals(current().planned))
                .findFirst()
                .orElse(current());
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

    ReleaseState with(EnvironmentRun changed) {
        ReleaseState copy = copy();
        copy.environments.set(current, changed);
        return copy;
    }

    /** The same, with another target as the current one: the next round is about it. */
    ReleaseState on(EnvironmentRun other) {
        for (int i = 0; i < environments.size(); i++) {
            if (environments.get(i).isSame(other)) {
                ReleaseState copy = copy();
                copy.current = i;
                return copy;
            }
        }
        throw new IllegalArgumentException(other.label());
    }

    /** Goes on to the next wave or environment that is wanted; empty if there is none. */
    Optional<ReleaseState> next(long now) {
        return environments.stream()
                .filter(each -> each.isWanted() && each.verdict() == null && each.slot() == Slot.NOT_STARTED)
                .findFirst()
                .map(each -> on(each).with(each.in(Slot.WAITING, now)));
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

    /** After a restart: what could not be read before is read again before anything is decided without it. */
    @NonNull
    public ReleaseState resumed() {
        ReleaseState copy = copy();
        copy.environments.replaceAll(each -> dryRun ? each.resumed().replanned() : each.resumed());
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
