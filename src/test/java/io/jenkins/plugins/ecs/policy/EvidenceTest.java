package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Evidence.Approval;
import io.jenkins.plugins.ecs.policy.Evidence.Planned;
import io.jenkins.plugins.ecs.policy.Evidence.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Approvals and verifications: the cheapest ways to have one without having asked anybody. */
public class EvidenceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final long T = NOW.toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final String API = "arn:aws:ecs:eu-central-1:123456789012:service/prod/api";
    private static final String SAME_NAME_ELSEWHERE = "arn:aws:ecs:eu-central-1:210987654321:service/prod/api";
    private static final String API_7 = "arn:aws:ecs:eu-central-1:123456789012:task-definition/api:7";
    private static final Subject SUBJECT = new Subject(API, null, API_7, Map.of(), "app=1.4.2", 0);
    private static final Rule APPROVAL = new ApprovalForProduction(List.of(), false, Duration.ofHours(24));
    private static final Rule VERIFICATION = new VerificationForProduction(Duration.ofHours(24));

    private static Approval by(String user, long at) {
        return new Approval("7", user, List.of(), false, at, Map.of());
    }

    private static Change change(Subject subject, boolean production, Evidence evidence) {
        return new Change(
                "123456789012",
                "eu-central-1",
                "prod",
                "api",
                List.of("app:1.4.2"),
                List.of(),
                true,
                null,
                false,
                false,
                subject,
                new Change.Context(null, production, List.of(), evidence, null, null));
    }

    /** The last moment still counts; what happens in one millisecond is in order. */
    @Test
    public void anApprovalIsValidToItsLastMillisecond() {
        long day = Duration.ofHours(24).toMillis();
        assertThat(objection(APPROVAL, approvals(by("alice", T - day))), is(""));
        assertThat(
                objection(APPROVAL, approvals(by("alice", T - day - 1))), containsString("alice is older than 24 h"));
        Evidence atOnce = new Evidence(List.of(by("alice", T)), List.of(), List.of(new Planned(API, "app=1.4.2", T)));
        assertThat(objection(APPROVAL, atOnce), is(""));
    }

    /** A plan of another service says nothing about this one. */
    @Test
    public void thePlanOfAnotherServiceDoesNotCount() {
        Evidence evidence = new Evidence(
                List.of(by("alice", T - MINUTE)), List.of(), List.of(new Planned(SAME_NAME_ELSEWHERE, "app=9", T)));
        assertThat(objection(APPROVAL, evidence), is(""));
    }

    private static Approval bound(String digest, String target, String service) {
        return new Approval("7", "bob", List.of(), false, T, Map.of(), new Evidence.Bound(digest, target, service));
    }

    @Test
    public void anApprovalThatSaysWhatItIsForCountsForNothingElse() {
        String digest = "sha256:" + "ab".repeat(32);
        Planned plan = new Planned(API, "app=1.4.2", T - MINUTE);
        Object[][] table = {
            {bound(digest, "", ""), List.of(), ""},
            {bound(digest, "prod-eu", "api"), List.of(), ""},
            {bound("sha256:" + "cd".repeat(32), "", ""), List.of(), "bob is only for image sha256:cdcd"},
            {bound(digest, "prod-us", ""), List.of(), "bob is only for target prod-us"},
            {bound(digest, "", "web"), List.of(), "bob is only for service web"},
            {bound("", "", ""), List.of(), "bob names no image with a digest"},
            {bound("", "", "api"), List.of(), "bob names no image with a digest"},
            {bound("", "", ""), List.of(plan), ""},
            {bound("", "prod-us", ""), List.of(plan), "bob is only for target prod-us"},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            Evidence evidence = new Evidence(List.of((Approval) row[0]), List.of(), (List<Planned>) row[1]);
            String why = APPROVAL.objection(toTarget(List.of("shop/app@" + digest), evidence), NOW)
                    .orElse("");
            assertThat(row[0].toString(), why, row[2].equals("") ? is("") : containsString((String) row[2]));
        }
        Evidence tagged = approvals(bound(digest, "", ""));
        assertThat(
                "a tag can be moved",
                APPROVAL.objection(toTarget(List.of("shop/app:1.4.2"), tagged), NOW)
                        .isPresent(),
                is(true));
        assertThat(
                "unknown images",
                APPROVAL.objection(toTarget(null, tagged), NOW).isPresent(),
                is(true));
    }

    /** With {@code ecsApprove image:} alone; a plan shows all images to those who approve it. */
    @Test
    public void anApprovedSidecarApprovesNoOtherImage() {
        String sidecar = "shop/proxy@sha256:" + "ab".repeat(32);
        String app = "shop/app@sha256:" + "cd".repeat(32);
        Evidence approved = approvals(bound(sidecar.substring(sidecar.indexOf('@') + 1), "", ""));
        List<String> both = List.of(app, sidecar);

        assertThat(
                APPROVAL.objection(changing(both, List.of(app), approved), NOW).orElse(""),
                allOf(containsString("the deployment also changes to " + app), containsString("dryRun")));
        assertThat(
                "which of them are new is unknown",
                APPROVAL.objection(changing(both, null, approved), NOW).isPresent(),
                is(true));
        assertThat(
                "the application runs already",
                APPROVAL.objection(changing(both, List.of(sidecar), approved), NOW)
                        .orElse(""),
                is(""));
        assertThat(
                "nothing but a new count",
                APPROVAL.objection(changing(both, List.of(), approved), NOW).orElse(""),
                is(""));
        Evidence planned =
                new Evidence(approved.approvals(), List.of(), List.of(new Planned(API, "app=1.4.2", T - MINUTE)));
        assertThat(
                APPROVAL.objection(changing(both, List.of(app), planned), NOW).orElse(""), is(""));
    }

    private static Change changing(List<String> images, List<String> newImages, Evidence evidence) {
        return toTarget(images, new Subject(API, null, API_7, Map.of(), "app=1.4.2", 0, newImages), evidence);
    }

    private static Change toTarget(List<String> images, Evidence evidence) {
        return toTarget(images, SUBJECT, evidence);
    }

    private static Change toTarget(List<String> images, Subject subject, Evidence evidence) {
        return new Change(
                "123456789012",
                "eu-central-1",
                "prod",
                "api",
                images,
                List.of(),
                true,
                null,
                false,
                false,
                subject,
                new Change.Context("prod-eu", true, List.of(), evidence, null, null));
    }

    private static String objection(Rule rule, Evidence evidence) {
        return rule.objection(change(SUBJECT, true, evidence), NOW).orElse("");
    }

    private static Evidence approvals(Approval... given) {
        return new Evidence(List.of(given), List.of(), List.of());
    }

    private static Evidence verified(String service, String revision, Map<String, String> digests, long at) {
        return new Evidence(List.of(), List.of(new Verified(service, revision, digests, at)), List.of());
    }

    @Test
    public void nobodyApprovedAndOnlyProductionAsks() {
        assertThat(objection(APPROVAL, Evidence.NONE), is("no approval in this build"));
        assertThat(
                APPROVAL.objection(change(SUBJECT, false, Evidence.NONE), NOW).isEmpty(), is(true));
        assertThat(objection(APPROVAL, approvals(by("bob", T - MINUTE))), is(""));
    }

    @Test
    public void theStarterCantApproveUnlessTheAdministratorSaysSo() {
        Approval own = new Approval("7", "alice", List.of("managers"), true, T - MINUTE, Map.of());

        assertThat(objection(APPROVAL, approvals(own)), containsString("alice started the build"));
        Rule lenient = new ApprovalForProduction(List.of(), true, Duration.ofHours(24));
        assertThat(objection(lenient, approvals(own)), is(""));
        assertThat("another approval counts beside it", objection(APPROVAL, approvals(own, by("bob", T))), is(""));
    }

    @Test
    public void anApprovalOfSomebodyWhoIsNoApproverIsNone() {
        Rule rule = new ApprovalForProduction(List.of("carol", "managers"), false, Duration.ofHours(24));

        assertThat(
                objection(rule, approvals(by("bob", T))),
                containsString("bob is not one of the approvers (carol, managers)"));
        assertThat(objection(rule, approvals(by("carol", T))), is(""));
        assertThat(
                objection(rule, approvals(new Approval("7", "dave", List.of("managers"), false, T, Map.of()))), is(""));
    }

    @Test
    public void anOldApprovalIsNone() {
        assertThat(
                objection(APPROVAL, approvals(by("bob", T - Duration.ofHours(25).toMillis()))),
                containsString("older than 24 h"));
        Subject begun = new Subject(
                API, null, API_7, Map.of(), "app=1.4.2", T - Duration.ofHours(3).toMillis());
        Evidence then = approvals(by("bob", T - Duration.ofHours(26).toMillis()));
        assertThat(
                "what it was given for began in time, and is only carried on",
                APPROVAL.objection(change(begun, true, then), NOW).isEmpty(),
                is(true));
    }

    @Test
    public void anApprovalBeforeThePlanOrOfAnotherPlanIsNone() {
        Planned plan = new Planned(API, "app=1.4.2", T - 5 * MINUTE);
        Planned other = new Planned(API, "app=1.3.0", T - 5 * MINUTE);
        Planned elsewhere = new Planned(SAME_NAME_ELSEWHERE, "app=9", T - 5 * MINUTE);

        assertThat(
                objection(APPROVAL, new Evidence(List.of(by("bob", T - 6 * MINUTE)), List.of(), List.of(plan))),
                containsString("before the plan was shown"));
        assertThat(
                objection(APPROVAL, new Evidence(List.of(by("bob", T)), List.of(), List.of(other))),
                containsString("a plan that deploys something else"));
        assertThat(
                objection(APPROVAL, new Evidence(List.of(by("bob", T)), List.of(), List.of(plan, elsewhere))), is(""));
    }

    @Test
    public void oneApprovalDoesNotServeForTwoVersions() {
        Approval used = new Approval("7", "bob", List.of(), false, T, Map.of(API, "app=1.4.1"));
        Approval same = new Approval("7", "bob", List.of(), false, T, Map.of(API, "app=1.4.2"));

        assertThat(objection(APPROVAL, approvals(used)), containsString("already used for another version"));
        assertThat(objection(APPROVAL, approvals(same)), is(""));
    }

    @Test
    public void whatIsNotKnownCantBeApproved() {
        assertThat(
                APPROVAL.objection(change(Subject.UNKNOWN, true, approvals(by("bob", T))), NOW)
                        .orElseThrow(),
                containsString("it is unknown what is deployed"));
    }

    @Test
    public void theServiceOfTheSameNameInAnotherAccountIsNotTheOneThatWasVerified() {
        assertThat(objection(VERIFICATION, Evidence.NONE), is("no verification in this build"));
        assertThat(
                objection(VERIFICATION, verified(SAME_NAME_ELSEWHERE, API_7, Map.of(), T)),
                is("no verification in this build"));
        assertThat(objection(VERIFICATION, verified(API, API_7, Map.of(), T)), is(""));
    }

    @Test
    public void aVerificationOfAnotherRevisionOrOfOtherImagesIsNone() {
        Subject runs = new Subject(API, null, API_7, Map.of("app", "sha256:1"), "app=1.4.2", 0);

        assertThat(
                objection(VERIFICATION, verified(API, API_7 + "0", Map.of(), T)),
                containsString("another revision was running when the service was verified"));
        assertThat(
                VERIFICATION
                        .objection(change(runs, true, verified(API, API_7, Map.of("app", "sha256:2"), T)), NOW)
                        .isPresent(),
                is(true));
        assertThat(
                VERIFICATION
                        .objection(change(runs, true, verified(API, API_7, Map.of("app", "sha256:1"), T)), NOW)
                        .isPresent(),
                is(false));
    }

    @Test
    public void anOldVerificationIsNone() {
        long old = T - Duration.ofHours(24).toMillis() - 1;
        assertThat(objection(VERIFICATION, verified(API, API_7, Map.of(), old)), containsString("older than 24 h"));
    }
}
