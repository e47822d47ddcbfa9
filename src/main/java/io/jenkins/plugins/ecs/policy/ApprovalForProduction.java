package io.jenkins.plugins.ecs.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Changes to production need an approval in this build. A rollback needs none.
 *
 * @param approvers users and groups; empty for everybody
 * @param starterCounts whether the user who started the build may approve
 * @param validFor how long an approval is valid
 */
public record ApprovalForProduction(List<String> approvers, boolean starterCounts, Duration validFor) implements Rule {

    @Override
    public String name() {
        return "approvalForProduction";
    }

    @Override
    public Optional<String> objection(Change change, Instant now) {
        if (change.rollback()
                || !change.context().production()
                || counting(change, now).isPresent()) {
            return Optional.empty();
        }
        List<String> whyNot = change.context().evidence().approvals().stream()
                .map(approval -> whyNot(approval, change, now))
                .distinct()
                .toList();
        return Optional.of(PolicyMessages.notApproved(whyNot));
    }

    /** The newest valid approval. */
    Optional<Evidence.Approval> counting(Change change, Instant now) {
        return change.context().evidence().approvals().stream()
                .filter(approval -> whyNot(approval, change, now).isEmpty())
                .max(Comparator.comparingLong(Evidence.Approval::at));
    }

    /** Why it is not valid; empty if it is. */
    private String whyNot(Evidence.Approval approval, Change change, Instant now) {
        String user = approval.by();
        Subject subject = change.subject();
        if (approval.starter() && !starterCounts) {
            return PolicyMessages.approverStartedBuild(user);
        }
        if (!approvers.isEmpty()
                && !approvers.contains(approval.by())
                && approval.groups().stream().noneMatch(approvers::contains)) {
            return PolicyMessages.notAnApprover(user, approvers);
        }
        if (Evidence.isExpired(approval.at(), validFor, subject, now)) {
            return PolicyMessages.approvalExpired(user, validFor);
        }
        if (subject.serviceArn() == null || subject.deploys().isEmpty()) {
            return PolicyMessages.approvalOfUnknown(user);
        }
        Optional<Evidence.Planned> plan = change.context().evidence().plans().stream()
                .filter(planned -> planned.serviceArn().equals(subject.serviceArn()))
                .max(Comparator.comparingLong(Evidence.Planned::at));
        if (plan.isPresent() && plan.get().at() > approval.at()) {
            return PolicyMessages.approvedBeforePlan(user);
        }
        if (plan.isPresent() && !plan.get().deploys().equals(subject.deploys())) {
            return PolicyMessages.approvedOtherPlan(user);
        }
        String notBound = approval.bound() == null ? "" : notBound(approval.bound(), user, change, plan.isPresent());
        if (!notBound.isEmpty()) {
            return notBound;
        }
        String usedFor = approval.usedFor().get(subject.serviceArn());
        return usedFor == null || usedFor.equals(subject.deploys()) ? "" : PolicyMessages.approvalUsed(user);
    }

    /** Why an approval that names what it is for is for something else; empty if it is for this change. */
    private static String notBound(Evidence.Bound bound, String user, Change change, boolean planned) {
        if (!bound.target().isEmpty() && !bound.target().equals(change.context().target())) {
            return PolicyMessages.approvedOther(user, "target " + bound.target());
        }
        if (!bound.service().isEmpty() && !bound.service().equals(change.service())) {
            return PolicyMessages.approvedOther(user, "service " + bound.service());
        }
        if (bound.digest().isEmpty()) {
            return planned ? "" : PolicyMessages.approvedNothing(user);
        }
        String approved = "@" + bound.digest();
        List<String> images = change.images();
        if (images == null || images.stream().noneMatch(image -> image.endsWith(approved))) {
            return PolicyMessages.approvedOther(user, "image " + bound.digest());
        }
        // The digest of one container, such as that of a sidecar, approves no other.
        List<String> known = change.subject().newImages();
        List<String> others = (known == null ? images : known)
                .stream().filter(image -> !image.endsWith(approved)).distinct().toList();
        return planned || others.isEmpty() ? "" : PolicyMessages.approvedOneImage(user, bound.digest(), others);
    }
}
