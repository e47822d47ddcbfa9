package io.jenkins.plugins.ecs.paths.release;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import io.jenkins.plugins.ecs.taskdef.TraceTags;
import io.jenkins.plugins.ecs.text.PlainText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is known of a release, for users and programs. Immutable, and small enough to be stored with the build. */
public final class ReleaseOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final String path;
    private final String where;
    private final String to;
    private final String description;
    private final boolean warns;
    private final String template;
    private final String commit;
    private final LinkedHashMap<String, String> digests;
    private final ArrayList<EnvironmentOutcome> environments = new ArrayList<>();
    private final Verdict verdict;
    private final String cause;
    private final String hotfix;
    private final boolean queued;
    private final boolean dryRun;
    private final long startedAt;
    private final long finishedAt;

    private ReleaseOutcome(ReleaseState state) {
        service = PlainText.line(state.service());
        path = state.path().name();
        where = state.path().where();
        boolean everywhere = state.environments().stream().allMatch(EnvironmentRun::isWanted);
        to = everywhere ? "" : PlainText.line(state.current().name());
        warns = state.path().warns();
        description = PlainText.line(state.path().description());
        template = PlainText.line(state.template());
        commit = PlainText.line(state.environments().stream()
                .map(each -> each.request().trace().get(TraceTags.COMMIT))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(""));
        digests = new LinkedHashMap<>(state.digests());
        verdict = state.verdict();
        cause = PlainText.line(state.cause());
        hotfix = state.hotfix();
        queued = state.isQueued();
        dryRun = state.isDryRun();
        startedAt = state.startedAt();
        finishedAt = state.finishedAt();
        state.environments().stream()
                .filter(EnvironmentRun::isWanted)
                .forEach(each -> environments.add(new EnvironmentOutcome(each)));
    }

    @NonNull
    public static ReleaseOutcome of(@NonNull ReleaseState state) {
        return new ReleaseOutcome(state);
    }

    @NonNull
    public String service() {
        return service;
    }

    /** The name of the path. */
    @NonNull
    public String path() {
        return path;
    }

    /** {@link ReleasePath#id} */
    @NonNull
    public String pathId() {
        return ReleasePath.id(path, where);
    }

    /** The only environment that the release enters; empty if it enters all of the path. */
    @NonNull
    public String to() {
        return to;
    }

    /** What the path is for; may be empty. */
    @NonNull
    public String description() {
        return description;
    }

    /** Whether the conditions of the path only warn ({@code mode: warn}), as it was when the release started. */
    public boolean warns() {
        return warns;
    }

    /** The template that the service is rendered from, such as {@code web-service@2.1.0}; empty for none. */
    @NonNull
    public String template() {
        return template;
    }

    /** The commit of the build; empty if it has none. */
    @NonNull
    public String commit() {
        return commit;
    }

    /** What is released, by container. */
    @NonNull
    public Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }

    /** Those that the release goes through, in their order. */
    @NonNull
    public List<EnvironmentOutcome> environments() {
        return Collections.unmodifiableList(environments);
    }

    /** Null while it is in progress. */
    @CheckForNull
    public Verdict verdict() {
        return verdict;
    }

    @NonNull
    public String cause() {
        return cause;
    }

    /** Why it skips the conditions about its proof; empty if it does not. */
    @NonNull
    public String hotfix() {
        return hotfix == null ? "" : hotfix;
    }

    /** Whether it only reports what it would change. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Whether it waits for another release of the service on its path. */
    public boolean isQueued() {
        return queued;
    }

    /** Epoch milliseconds. */
    public long startedAt() {
        return startedAt;
    }

    /** Epoch milliseconds; 0 while it is in progress. */
    public long finishedAt() {
        return finishedAt;
    }

    /** The one line that a user needs: what, how it ended, and why. */
    @NonNull
    public String message() {
        return ReleaseMessages.ended(verdict == null ? "IN_PROGRESS" : verdict.name(), service, path, cause);
    }
}
