package io.jenkins.plugins.ecs.config.evidence;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.ecs.paths.approval.ApprovalState;
import io.jenkins.plugins.ecs.paths.proof.Answer;
import io.jenkins.plugins.ecs.policy.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What steps of this plugin have found out in a build, for the rules of deployments that come after them. */
public final class EvidenceAction extends InvisibleAction {

    private static final int MOST = 200;

    /** Replaced as wholes. */
    private volatile List<Noted> verified = new ArrayList<>();

    private volatile List<Noted> plans = new ArrayList<>();
    private volatile List<Noted> used = new ArrayList<>();
    /** By {@code ecsApprove}; null in builds without it. */
    private volatile List<Approved> approved = new ArrayList<>();

    private EvidenceAction() {}

    /** The service was verified with the default checks, and well. */
    public static void noteVerified(@NonNull Run<?, ?> run, @NonNull Evidence.Verified found) throws IOException {
        change(run, action -> {
            Noted noted = new Noted(found.serviceArn(), found.revision(), found.at());
            noted.digests.putAll(found.digests());
            action.verified = more(action.verified, noted);
            return true;
        });
    }

    /** A plan was shown. */
    public static void notePlanned(@NonNull Run<?, ?> run, @NonNull Evidence.Planned plan) throws IOException {
        change(run, action -> {
            action.plans = more(action.plans, new Noted(plan.serviceArn(), plan.deploys(), plan.at()));
            return true;
        });
    }

    /** Enough users have approved. */
    public static void noteApproved(@NonNull Run<?, ?> run, @NonNull ApprovalState approval) throws IOException {
        change(run, action -> {
            List<Approved> more = new ArrayList<>(action.approved == null ? List.of() : action.approved);
            approval.answers().stream()
                    .filter(Answer::approves)
                    .forEach(answer -> more.add(new Approved(approval, answer)));
            action.approved =
                    more.size() > MOST ? new ArrayList<>(more.subList(more.size() - MOST, more.size())) : more;
            return true;
        });
    }

    /** The approvals by {@code ecsApprove}; who started the build is not known here. */
    @NonNull
    static List<Evidence.Approval> approvals(@NonNull Run<?, ?> run, @NonNull Predicate<String> isStarter) {
        EvidenceAction action = run.getAction(EvidenceAction.class);
        return action == null || action.approved == null
                ? List.of()
                : action.approved.stream()
                        .map(each -> each.evidence(isStarter.test(each.by), usedFor(run, each.id)))
                        .toList();
    }

    /** An approval was taken for what a service gets: it counts for nothing else there. */
    public static void noteUsed(
            @NonNull Run<?, ?> run, @NonNull String approval, @NonNull String serviceArn, @NonNull String deploys)
            throws IOException {
        change(run, action -> {
            boolean known = action.used.stream()
                    .anyMatch(noted -> noted.approval.equals(approval) && noted.service.equals(serviceArn));
            if (!known) {
                Noted noted = new Noted(serviceArn, deploys, 0);
                noted.approval = approval;
                action.used = more(action.used, noted);
            }
            return !known;
        });
    }

    private static void change(Run<?, ?> run, Predicate<EvidenceAction> change) throws IOException {
        synchronized (run) {
            EvidenceAction action = run.getAction(EvidenceAction.class);
            boolean first = action == null;
            if (first) {
                action = new EvidenceAction();
            }
            if (change.test(action)) {
                if (first) {
                    run.addAction(action);
                }
                run.save();
            }
        }
    }

    private static List<Noted> more(List<Noted> before, Noted another) {
        List<Noted> more = new ArrayList<>(before);
        more.add(another);
        return more.size() > MOST ? new ArrayList<>(more.subList(more.size() - MOST, more.size())) : more;
    }

    @NonNull
    static List<Evidence.Verified> verified(@NonNull Run<?, ?> run) {
        EvidenceAction action = run.getAction(EvidenceAction.class);
        return action == null
                ? List.of()
                : action.verified.stream()
                        .map(noted -> new Evidence.Verified(noted.service, noted.what, noted.digests, noted.at))
                        .toList();
    }

    @NonNull
    static List<Evidence.Planned> plans(@NonNull Run<?, ?> run) {
        EvidenceAction action = run.getAction(EvidenceAction.class);
        return action == null
                ? List.of()
                : action.plans.stream()
                        .map(noted -> new Evidence.Planned(noted.service, noted.what, noted.at))
                        .toList();
    }

    /** By the ARN of the service: what an approval was taken for. */
    @NonNull
    static Map<String, String> usedFor(@NonNull Run<?, ?> run, @NonNull String approval) {
        Map<String, String> usedFor = new LinkedHashMap<>();
        EvidenceAction action = run.getAction(EvidenceAction.class);
        if (action != null) {
            action.used.stream()
                    .filter(noted -> noted.approval.equals(approval))
                    .forEach(noted -> usedFor.put(noted.service, noted.what));
        }
        return usedFor;
    }

    /** An approval by one user; persisted with the build. */
    private static final class Approved {
        private final String id;
        private final String by;
        private final ArrayList<String> groups;
        private final String digest;
        private final String target;
        private final String service;
        /** Epoch milliseconds. */
        private final long at;

        Approved(ApprovalState approval, Answer answer) {
            id = approval.id() + " " + answer.user();
            by = answer.user();
            groups = new ArrayList<>(answer.groups());
            digest = approval.thing().digest();
            target = approval.thing().target();
            service = approval.thing().service();
            at = answer.at();
        }

        Evidence.Approval evidence(boolean starter, Map<String, String> usedFor) {
            return new Evidence.Approval(
                    id, by, groups, starter, at, usedFor, new Evidence.Bound(digest, target, service));
        }
    }

    /** One thing that is known; persisted with the build. */
    private static final class Noted {
        private final String service;
        /** ARN of a revision, or what would be deployed. */
        private final String what;
        /** Epoch milliseconds. */
        private final long at;

        private final LinkedHashMap<String, String> digests = new LinkedHashMap<>();
        private String approval = "";

        Noted(String service, String what, long at) {
            this.service = service;
            this.what = what;
            this.at = at;
        }
    }
}
