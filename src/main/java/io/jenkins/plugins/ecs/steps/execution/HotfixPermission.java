package io.jenkins.plugins.ecs.steps.execution;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.ecs.config.evidence.BuildParticipants;
import io.jenkins.plugins.ecs.paths.proof.Participants;
import io.jenkins.plugins.ecs.ui.EcsPermissions;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Whether a build may skip the conditions about the proof of its release. Read again at each evaluation. */
public final class HotfixPermission {

    private HotfixPermission() {}

    /**
     * Ids of the users who started the build, or a build that led to it; empty if there is none, if they are not all known,
     * or if one of them does not have the permission.
     */
    @NonNull
    public static String users(@NonNull Run<?, ?> run) {
        Participants participants = BuildParticipants.of(run);
        boolean all = participants.startersKnown()
                && !participants.starters().isEmpty()
                && participants.starters().stream().allMatch(id -> may(run, id));
        return all ? String.join(", ", participants.starters()) : "";
    }

    private static boolean may(Run<?, ?> run, String id) {
        User user = User.getById(id, false);
        try {
            return user != null && run.getParent().hasPermission2(user.impersonate2(), EcsPermissions.HOTFIX);
        } catch (UsernameNotFoundException gone) {
            return false;
        }
    }
}
