package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.templates.PullRequest;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMHeadOrigin;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/**
 * Which pull request a job builds. Multibranch projects know it of their jobs; the variable {@code CHANGE_ID} could be set
 * by any Jenkinsfile.
 */
public final class PullRequests {

    private PullRequests() {}

    /** Empty if the job builds none. */
    @NonNull
    public static Optional<PullRequest> of(@NonNull Item job) {
        SCMHead head = SCMHead.HeadByItem.findHead(job);
        return head instanceof ChangeRequestSCMHead request
                ? Optional.of(new PullRequest(request.getId(), !SCMHeadOrigin.DEFAULT.equals(head.getOrigin())))
                : Optional.empty();
    }
}
