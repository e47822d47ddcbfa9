package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a release in an environment. Recorded by {@code ecsRelease} alone. Immutable.
 *
 * @param path {@link ReleasePath#id}
 * @param environment its name, and its target if it has several: {@code production/prod-eu}
 * @param revision ARN of the revision of the task definition
 * @param digests of the release, by container
 * @param at epoch milliseconds
 * @param build for display: {@code shop/deploy #12}
 * @param reason why it is not, or no longer, proven; empty if it is
 * @param template version of the template that the service is made from, {@code web-service@2.1.0}; empty for none
 * @param teamFile what is kept of the file that the service is made from; of {@link Kind#PROVEN} only, and empty for
 *     nothing
 * @param definition what the job said besides the digests, as a hash; empty if it is unknown
 */
public record PathEvent(
        @NonNull Kind kind,
        @NonNull ServicePlace place,
        @NonNull String path,
        @NonNull String environment,
        @NonNull String revision,
        @NonNull TreeMap<String, String> digests,
        long at,
        @NonNull String build,
        @NonNull String reason,
        @NonNull String template,
        @NonNull String teamFile,
        @NonNull String definition)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public PathEvent {
        teamFile = kind == Kind.PROVEN ? teamFile : "";
    }

    /** Of a service that is not made from a template. */
    public PathEvent(
            @NonNull Kind kind,
            @NonNull ServicePlace place,
            @NonNull String path,
            @NonNull String environment,
            @NonNull String revision,
            @NonNull TreeMap<String, String> digests,
            long at,
            @NonNull String build,
            @NonNull String reason) {
        this(kind, place, path, environment, revision, digests, at, build, reason, "", "", "");
    }

    /** The same without what is kept of the file of the team. */
    @NonNull
    PathEvent withoutTeamFile() {
        return teamFile.isEmpty()
                ? this
                : new PathEvent(
                        kind, place, path, environment, revision, digests, at, build, reason, template, "", definition);
    }

    /** The same release in the same place, as it is known later. */
    @NonNull
    public PathEvent again(@NonNull Kind now, @NonNull String why, long when) {
        return new PathEvent(
                now, place, path, environment, revision, digests, when, build, why, template, teamFile, definition);
    }

    /** The names are persisted. */
    public enum Kind {
        /** Deployed, its tasks verified, and its verification passed. */
        PROVEN,
        /** Deployed and verified, but it skipped conditions: it is not proven. */
        HOTFIX,
        /** A later verification failed. */
        REVOKED,
        /** Its verification failed after the deployment: nothing promotes to this environment without a user. */
        HELD
    }

    /** The name of the environment, without its target. */
    @NonNull
    public String environmentName() {
        int target = environment.indexOf('/');
        return target < 0 ? environment : environment.substring(0, target);
    }

    boolean isOf(String otherPath, String otherEnvironment) {
        return path.equals(otherPath) && environment.equals(otherEnvironment);
    }

    /** @param account null if it is unknown: it may be this one */
    public boolean isIn(@CheckForNull String account) {
        return account == null
                || account.isEmpty()
                || place.account().isEmpty()
                || place.account().equals(account);
    }

    boolean isOf(Map<String, String> release) {
        return digests.equals(release);
    }
}
