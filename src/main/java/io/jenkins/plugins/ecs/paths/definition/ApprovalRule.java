package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who approves, and how many of them. Saved with what waits for it, so it has numbers where others have durations.
 *
 * @param users ids of users who may approve
 * @param groups names of groups whose members may; if both are empty, all users with the permission
 * @param count how many users must approve
 * @param starterMayApprove whether a user who started the build, or a build that led to it, counts
 * @param notAuthors whether the authors of the changes in the build do not count
 * @param timeoutMillis how long it is asked for; 0 for no limit of its own
 * @param answersByToken whether an answer with an API token counts
 */
public record ApprovalRule(
        @NonNull ArrayList<String> users,
        @NonNull ArrayList<String> groups,
        int count,
        boolean starterMayApprove,
        boolean notAuthors,
        long timeoutMillis,
        boolean answersByToken)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Users and groups, for display; empty for all users with the permission. */
    @NonNull
    public List<String> approvers() {
        return Stream.concat(users.stream(), groups.stream()).toList();
    }
}
