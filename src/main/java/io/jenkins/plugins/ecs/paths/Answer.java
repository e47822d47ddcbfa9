package io.jenkins.plugins.ecs.paths;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;

/**
 * A user's answer to the question whether a release may enter an environment.
 *
 * @param user id, in the spelling by which users are compared
 * @param starter whether this user started the build, or a build that led to it
 * @param at epoch milliseconds
 */
public record Answer(@NonNull String user, boolean approves, boolean starter, long at) implements Serializable {

    private static final long serialVersionUID = 1L;
}
