package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What steps of this plugin have found out in a build, for the rules of deployments that come after them. */
public final class EvidenceAction extends InvisibleAction {

    /** {@code cluster/service}, short names. */
    private List<String> verified = new ArrayList<>();

    private EvidenceAction() {}

    /** The service was verified, and well. */
    public static void noteVerified(@NonNull Run<?, ?> run, @NonNull String cluster, @NonNull String service)
            throws IOException {
        synchronized (run) {
            EvidenceAction action = run.getAction(EvidenceAction.class);
            if (action == null) {
                action = new EvidenceAction();
                run.addAction(action);
            }
            List<String> more = new ArrayList<>(action.verified);
            more.add(cluster + "/" + service);
            action.verified = more;
            run.save();
        }
    }

    boolean isVerified(String service) {
        return verified.contains(service);
    }

    @Extension
    public static final class Source implements EvidenceSource {

        @Override
        public boolean isVerified(@NonNull Run<?, ?> run, @NonNull String service) {
            EvidenceAction action = run.getAction(EvidenceAction.class);
            return action != null && action.isVerified(service);
        }
    }
}
