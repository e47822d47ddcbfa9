package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What waits for users: pauses of deployments, releases, and {@code ecsApprove}, in all running builds. */
public final class WaitingApprovals {

    private WaitingApprovals() {}

    /** What the current user may answer, oldest first. */
    @NonNull
    public static List<Waiting> mine() {
        return visible().stream().filter(each -> each.getWhyNot().isEmpty()).toList();
    }

    /** What waits in builds that the current user may read, oldest first. */
    @NonNull
    public static List<Waiting> visible() {
        List<Waiting> waiting = new ArrayList<>();
        for (Run<?, ?> run : FollowedBuilds.all()) {
            EcsDeploymentsAction action = run.getAction(EcsDeploymentsAction.class);
            if (action != null && run.hasPermission(Item.READ)) {
                add(waiting, run, action);
            }
        }
        waiting.sort(Comparator.comparingLong(Waiting::getSince));
        return waiting;
    }

    private static void add(List<Waiting> waiting, Run<?, ?> run, EcsDeploymentsAction action) {
        for (DeploymentView deployment : action.briefly()) {
            Approval approval = action.getApproval(deployment.getId());
            if (approval != null) {
                approval.getOpen()
                        .forEach(pause -> waiting.add(new Waiting(
                                run,
                                AnswerMessages.waits(deployment.getTitle(), pause.getTitle()),
                                pause.getSince(),
                                approval.getForWhom(),
                                approval.getWhyNot())));
            }
        }
        for (ReleaseView release : action.getReleases()) {
            ReleaseApproval approval = release.getApproval();
            release.getEnvironments().stream()
                    .filter(each -> each.isAsking() && approval != null)
                    .forEach(each -> waiting.add(new Waiting(
                            run,
                            AnswerMessages.releaseWaits(release.getService(), each.getName()),
                            each.getStartedAt(),
                            each.getForWhom(),
                            approval.whyNot(each.getName()))));
        }
        for (AskedApprovalView asked : action.getAskedApprovals()) {
            AskedApproval approval = asked.getApproval();
            if (asked.isRunning() && approval != null) {
                waiting.add(new Waiting(
                        run, asked.getMessage(), asked.getAskedAt(), asked.getDetail(), approval.getWhyNot()));
            }
        }
    }

    /** One of them. Its texts are plain, not escaped. */
    @ExportedBean(defaultVisibility = 2)
    public static final class Waiting {

        private final Run<?, ?> run;
        private final String what;
        private final long since;
        private final String forWhom;
        private final String whyNot;

        Waiting(Run<?, ?> run, String what, long since, String forWhom, String whyNot) {
            this.run = run;
            this.what = what;
            this.since = since;
            this.forWhom = forWhom;
            this.whyNot = whyNot;
        }

        @Exported
        public String getWhat() {
            return what;
        }

        @Exported
        public String getBuild() {
            return run.getParent().getFullName() + " #" + run.getNumber();
        }

        /** Of the page with the buttons, relative to the root of Jenkins. */
        @Exported
        public String getUrl() {
            return run.getUrl() + "ecs-deployments/";
        }

        /** Epoch milliseconds. */
        @Exported
        public long getSince() {
            return since;
        }

        /** Who may answer, or what is missing; empty if that is not known. */
        @Exported
        public String getForWhom() {
            return forWhom;
        }

        /** Why the current user may not answer; empty if the user may. */
        @Exported
        public String getWhyNot() {
            return whyNot;
        }
    }
}
