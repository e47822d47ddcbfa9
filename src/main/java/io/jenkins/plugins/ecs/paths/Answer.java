package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * A user's answer to the question whether something may go on. It is judged whenever it matters, so it has what is
 * needed for that: the rule may change after it was given.
 *
 * @param user id, in the spelling by which users are compared
 * @param name full name of the user
 * @param groups names of the user's groups at that time
 * @param byToken whether it was given with an API token
 * @param comment for display; may be empty
 * @param at epoch milliseconds
 */
public record Answer(
        @NonNull String user,
        @NonNull String name,
        @NonNull ArrayList<String> groups,
        boolean approves,
        boolean byToken,
        @NonNull String comment,
        long at)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Maximum number of characters of a comment. */
    public static final int LONGEST_COMMENT = 500;
}
