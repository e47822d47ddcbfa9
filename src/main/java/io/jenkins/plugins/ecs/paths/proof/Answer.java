package io.jenkins.plugins.ecs.paths.proof;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A user's answer to the question whether something may go on. It is judged whenever it matters, so it has what is
 * needed for that: the rule may change after it was given. Immutable, and also saved with builds.
 */
public final class Answer implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Maximum number of characters of a comment. */
    public static final int LONGEST_COMMENT = 500;

    private final String user;
    private final String name;
    private final ArrayList<String> groups;
    private final boolean approves;
    private final boolean byToken;
    private final String comment;
    private final long at;

    /**
     * @param user id, in the spelling by which users are compared
     * @param name full name of the user
     * @param groups names of the user's groups at that time
     * @param byToken whether it was given with an API token
     * @param comment for display; may be empty
     * @param at epoch milliseconds
     */
    public Answer(
            @NonNull String user,
            @NonNull String name,
            @NonNull List<String> groups,
            boolean approves,
            boolean byToken,
            @NonNull String comment,
            long at) {
        this.user = user;
        this.name = name;
        this.groups = new ArrayList<>(groups);
        this.approves = approves;
        this.byToken = byToken;
        this.comment = comment;
        this.at = at;
    }

    /** Id, in the spelling by which users are compared. */
    @NonNull
    public String user() {
        return user;
    }

    /** Full name of the user. */
    @NonNull
    public String name() {
        return name;
    }

    /** Names of the user's groups at that time. */
    @NonNull
    public List<String> groups() {
        return Collections.unmodifiableList(groups);
    }

    public boolean approves() {
        return approves;
    }

    /** Whether it was given with an API token. */
    public boolean byToken() {
        return byToken;
    }

    /** May be empty. */
    @NonNull
    public String comment() {
        return comment;
    }

    /** Epoch milliseconds. */
    public long at() {
        return at;
    }

    @Override
    public boolean equals(@CheckForNull Object other) {
        return other instanceof Answer answer
                && user.equals(answer.user)
                && name.equals(answer.name)
                && groups.equals(answer.groups)
                && approves == answer.approves
                && byToken == answer.byToken
                && comment.equals(answer.comment)
                && at == answer.at;
    }

    @Override
    public int hashCode() {
        return Objects.hash(user, approves, at);
    }

    @Override
    public String toString() {
        return user + (approves ? " approves" : " rejects") + groups + " at " + at;
    }
}
