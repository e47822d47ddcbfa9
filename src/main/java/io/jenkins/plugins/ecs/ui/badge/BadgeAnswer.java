package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.text.Sha256;
import io.jenkins.plugins.ecs.ui.HttpReply;
import java.util.Optional;
import java.util.function.Predicate;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;

/** The response to a request for a badge. Read from the index only; AWS is never called. */
final class BadgeAnswer {

    /** Images are requested often, also by proxies, and may be 30 seconds old. */
    private static final String KEEP = "private, max-age=30, must-revalidate";

    private BadgeAnswer() {}

    /** 404 both for what does not exist and for what may not be seen. */
    @NonNull
    static HttpResponse to(
            @NonNull StaplerRequest2 request, boolean clustered, @NonNull Predicate<DeploymentRecord> visible) {
        Optional<BadgeRequest> wanted = BadgeRequest.of(request.getRestOfPath(), clustered, request::getParameter);
        return wanted.flatMap(badge -> badge.find(DeploymentIndex.get().history(), visible)
                        .map(status -> badge.render(status, System.currentTimeMillis()))
                        .map(text -> (HttpResponse) HttpReply.cached(badge.type(), text, KEEP, tag(text))))
                .orElseGet(HttpResponses::notFound);
    }

    private static String tag(String text) {
        return Sha256.hex(text).substring(0, 24);
    }
}
