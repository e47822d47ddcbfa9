package io.jenkins.plugins.ecs.history;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A service that this controller deletes when its branch is deleted, or after a while.
 *
 * @param job full name of the job that releases it
 * @param region where it is, as configured when it was released last
 * @param cluster short name
 * @param service short name
 * @param target name of the target that it was released to
 * @param path name of the path that it was released on
 * @param until when its time is over, in epoch milliseconds
 * @param jobDeleted whether Jenkins has reported that the job was deleted
 * @param failure of the attempts to delete it
 */
public record ShortLivedService(
        @NonNull String job,
        @NonNull String region,
        @NonNull String cluster,
        @NonNull String service,
        @NonNull String target,
        @NonNull String path,
        long until,
        boolean jobDeleted,
        @NonNull Failure failure) {

    private static final long FIRST_PAUSE = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST_PAUSE = Duration.ofHours(1).toMillis();
    /** After so long without success somebody has read of it every hour. */
    private static final long GIVEN_UP_AFTER = Duration.ofDays(30).toMillis();

    /**
     * Why it could not be deleted yet.
     *
     * @param problem empty if there was none
     * @param since of the first of the attempts without success, in epoch milliseconds
     * @param last of the last of them, in epoch milliseconds
     * @param times how many there were
     */
    public record Failure(@NonNull String problem, long since, long last, int times) {

        public static final Failure NONE = new Failure("", 0, 0, 0);
    }

    /** Why it is deleted. */
    public enum Reason {
        BRANCH_DELETED,
        TIME_LIMIT
    }

    /** A service that is being released. */
    public ShortLivedService(
            @NonNull String job, @NonNull ServiceKey place, @NonNull String target, @NonNull String path, long until) {
        this(job, place.region(), place.cluster(), place.service(), target, path, until, false, Failure.NONE);
    }

    /** What there is of the job of a branch. */
    public enum Branch {
        /** There is no job: it was deleted, or it could not be loaded, or is being loaded. */
        ABSENT,
        /** The multibranch project keeps the job of a deleted branch. */
        DEAD,
        RESTING,
        /** A build may create the service yet, for example after an approval. */
        BUILDING
    }

    @NonNull
    public Optional<Reason> due(@NonNull Branch branch, long now) {
        if (!hasBranch(branch)) {
            return Optional.of(Reason.BRANCH_DELETED);
        }
        return now >= until && branch != Branch.BUILDING ? Optional.of(Reason.TIME_LIMIT) : Optional.empty();
    }

    /** Whether its branch exists, or may exist: a job that is only absent proves nothing. */
    public boolean hasBranch(@NonNull Branch branch) {
        return branch != Branch.DEAD && !(branch == Branch.ABSENT && jobDeleted);
    }

    /** Whether an absent service was absent before, too: it may have been in creation when its build was ended. */
    public boolean isTriedBefore() {
        return failure.times() > 0;
    }

    /** Whether it is time for another attempt. Their pauses grow up to an hour. */
    public boolean mayTry(long now) {
        int times = failure.times();
        if (times == 0 || now < failure.last()) {
            return true;
        }
        long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(times - 1, 10));
        return now - failure.last() >= pause;
    }

    /** Whether all attempts of the last weeks have failed. */
    public boolean isGivenUp(long now) {
        return failure.times() > 0 && now - failure.since() > GIVEN_UP_AFTER;
    }

    @NonNull
    ShortLivedService failed(@NonNull String problem, long now) {
        long since = failure.times() == 0 ? now : failure.since();
        return new ShortLivedService(
                job,
                region,
                cluster,
                service,
                target,
                path,
                until,
                jobDeleted,
                new Failure(problem, since, now, failure.times() + 1));
    }

    @NonNull
    ShortLivedService ofJob(@NonNull String name) {
        return new ShortLivedService(name, region, cluster, service, target, path, until, jobDeleted, failure);
    }

    @NonNull
    ShortLivedService jobDeleted(boolean deleted) {
        return new ShortLivedService(job, region, cluster, service, target, path, until, deleted, failure);
    }

    /** Targets of several accounts may have clusters of the same name. */
    @NonNull
    public String key() {
        return String.join(" ", target, region, cluster, service);
    }

    /** Whether the other one was saved by the same release. */
    boolean isSameRelease(@NonNull ShortLivedService other) {
        return key().equals(other.key()) && until == other.until;
    }

    /** {@code staging/api-pr-7 (eu-central-1, target staging-eu)}. */
    @NonNull
    public String words() {
        return cluster + "/" + service + " (" + region + ", target " + target + ")";
    }

    /** When its time is over, for people. */
    @NonNull
    public String untilWords() {
        return Durations.moment(until);
    }
}
