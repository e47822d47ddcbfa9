package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * Who approves a release for an environment.
 *
 * @param groups ids of users and names of groups; empty for all users with the permission
 * @param count how many users must approve
 * @param starterMayApprove whether a user who started the build, or a build that led to it, counts
 */
public record PathApproval(@NonNull ArrayList<String> groups, int count, boolean starterMayApprove)
        implements Serializable {

    private static final long serialVersionUID = 1L;
}
