package io.jenkins.plugins.ecs.paths.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.proof.PathEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** Whether a release may enter an environment, as a table of evidence. */
public class AdmissionTest {

    private static final long HOUR = 3_600_000;
    private static final long NOW = 1_000 * HOUR;
    private static final String ARN = "arn:aws:ecs:eu-central-1:111111111111:task-definition/api:";
    private static final ServicePlace PLACE = new ServicePlace("111111111111", "eu-central-1", "staging", "api");
    private static final Map<String, String> RELEASE = Map.of("app", "sha256:aa", "proxy", "sha256:bb");

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static PathEvent event(Kind kind, String revision, Map<String, String> digests, long hoursAgo) {
        return new PathEvent(
                kind,
                PLACE,
                "web",
                "staging",
                ARN + revision,
                new TreeMap<>(digests),
                NOW - hoursAgo * HOUR,
                "shop #1",
                "why");
    }

    private static PathEvent proven(long hoursAgo) {
        return event(Kind.PROVEN, "8", RELEASE, hoursAgo);
    }

    private static Use use(String revision, long hoursAgo) {
        return new Use("111111111111", ARN + revision, NOW - hoursAgo * HOUR);
    }

    private static Admission judge(List<PathEvent> upstream, Use... uses) {
        PathEnvironment production = PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .freshness(Duration.ofHours(48))
                .build();
        return Admission.judge(
                production,
                Evidence.of("web", RELEASE)
                        .upstream("staging", upstream, List.of(uses))
                        .build(),
                NOW);
    }

    @Test
    public void whatDoesNotProve() {
        Map<String, String> other = Map.of("app", "sha256:aa", "proxy", "sha256:cc");
        PathEvent elsewhere = new PathEvent(
                Kind.PROVEN, PLACE, "web", "test", ARN + "8", new TreeMap<>(RELEASE), NOW - 5 * HOUR, "", "");
        PathEvent weaker = new PathEvent(
                Kind.PROVEN, PLACE, "weak", "staging", ARN + "8", new TreeMap<>(RELEASE), NOW - 5 * HOUR, "", "");
        Object[][] table = {
            {"nothing", List.of(), "not proven in staging"},
            {"one of two digests", List.of(event(Kind.PROVEN, "8", other, 5)), "not proven in staging"},
            {
                "fewer containers",
                List.of(event(Kind.PROVEN, "8", Map.of("app", "sha256:aa"), 5)),
                "not proven in staging"
            },
            {"another environment", List.of(elsewhere), "not proven in staging"},
            {"another path", List.of(weaker), "not proven in staging"},
            {"revoked", List.of(proven(6), event(Kind.REVOKED, "8", RELEASE, 5)), "no longer proven in staging"},
            {"failed", List.of(proven(6), event(Kind.HELD, "8", RELEASE, 5)), "no longer proven in staging"},
            {"stale", List.of(proven(49)), "prove it again in staging"},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            Admission admission = judge((List<PathEvent>) row[1]);
            errors.checkThat((String) row[0], admission.refusal().orElse(""), containsString((String) row[2]));
        }
    }

    @Test
    public void soakIsContinuousUseSinceTheProof() {
        List<PathEvent> long5 = List.of(proven(5));
        Object[][] table = {
            // events, uses, soaked hours; -1 where it is not in use
            {"since its proof", long5, new Use[0], 5L},
            {"the deployment itself", long5, new Use[] {use("8", 5)}, 5L},
            {"replaced", long5, new Use[] {use("9", 2)}, -1L},
            {"replaced, then back", long5, new Use[] {use("9", 3), use("8", 2)}, -1L},
            {"replaced, then proven again", List.of(proven(5), proven(1)), new Use[] {use("9", 3)}, 1L},
            {"confirmed meanwhile", List.of(proven(5), proven(1)), new Use[0], 5L},
            {
                "revoked, then proven again",
                List.of(proven(5), event(Kind.REVOKED, "8", RELEASE, 3), proven(1)),
                new Use[0],
                1L
            },
            {
                "another revision with the same digests",
                List.of(event(Kind.PROVEN, "7", RELEASE, 5), proven(1)),
                new Use[0],
                1L
            },
            {
                "another release in between",
                List.of(proven(5), event(Kind.PROVEN, "9", Map.of("app", "x"), 3), proven(1)),
                new Use[0],
                1L
            },
            {"replaced in another account", long5, new Use[] {new Use("222222222222", ARN + "9", NOW - 2 * HOUR)}, 5L},
            {"replaced in an unknown account", long5, new Use[] {new Use("", ARN + "9", NOW - 2 * HOUR)}, -1L},
            {"being replaced", long5, new Use[] {new Use("111111111111", ARN + "9", Long.MAX_VALUE)}, -1L},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            Admission admission = judge((List<PathEvent>) row[1], (Use[]) row[2]);
            long hours = (Long) row[3];
            String unmet = admission.unmet();
            if (hours < 0) {
                errors.checkThat((String) row[0], unmet, containsString("no longer in use in staging"));
            } else if (hours < 4) {
                errors.checkThat((String) row[0], unmet, containsString("soaked " + hours + " h of 4 h, until "));
                errors.checkThat((String) row[0], admission.nextAt(0), is(NOW + (4 - hours) * HOUR));
            } else {
                errors.checkThat((String) row[0], admission.isMet(), is(true));
            }
        }
    }

    @Test
    public void aDeploymentInProgressHasNoTime() {
        Use[] uses = {new Use("111111111111", ARN + "9", Long.MAX_VALUE)};
        assertThat(
                judge(List.of(proven(5)), uses).unmet(),
                is("no longer in use in staging: a deployment of api:9 is in progress"));
    }

    @Test
    public void anApprovalIsJudgedAgainWhenItsTimeIsOver() {
        ApprovalRule rule = TestApprovals.within(TestApprovals.any(1), Duration.ofHours(2));
        PathEnvironment to =
                PathEnvironment.of("production", "prod-eu").approval(rule).build();
        Evidence evidence = Evidence.of("web", RELEASE)
                .asked(new Approvals.Asked(NOW - HOUR, List.of(), Participants.NONE))
                .build();

        Admission waits = Admission.judge(to, evidence, NOW);
        assertThat(waits.nextAt(0), is(NOW + HOUR + 1));
        Admission over = Admission.judge(to, evidence, NOW + HOUR + 1);
        assertThat(over.isTimedOut(), is(true));
        assertThat(over.refusal().orElse(""), is("0 of 1 approvals within 2 h"));
    }

    @Test
    public void aSoakIsOverAtItsVeryMillisecond() {
        PathEnvironment to = PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .build();
        Evidence evidence = Evidence.of("web", RELEASE)
                .upstream("staging", List.of(proven(0)), List.of())
                .build();

        assertThat(Admission.judge(to, evidence, NOW + 4 * HOUR - 1).isMet(), is(false));
        assertThat(Admission.judge(to, evidence, NOW + 4 * HOUR).isMet(), is(true));
    }

    @Test
    public void aClockThatIsSetBackLetsNothingEnterEarlier() {
        PathEnvironment to = PathEnvironment.of("production", "prod-eu")
                .from("staging")
                .soak(Duration.ofHours(4))
                .freshness(Duration.ofDays(7))
                .build();
        Evidence evidence = Evidence.of("web", RELEASE)
                .upstream("staging", List.of(proven(0)), List.of())
                .build();

        Admission admission = Admission.judge(to, evidence, NOW - HOUR);

        assertThat(admission.nextAt(0), is(NOW + 4 * HOUR));
        assertThat(admission.unmet(), containsString("soaked 0 s of 4 h"));
    }

    @Test
    public void tenThousandEventsAreJudgedInNoTime() {
        List<PathEvent> events = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            events.add(event(Kind.PROVEN, String.valueOf(i), Map.of("app", "sha256:" + i), 900));
            uses.add(use(String.valueOf(i), 900));
        }
        events.add(proven(5));
        Use[] all = uses.toArray(new Use[0]);
        judge(events, all);
        long before = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            judge(events, all);
        }

        assertThat((System.nanoTime() - before) / 20 / 1_000_000, is(lessThan(50L)));
    }

    @Test
    public void theNewestHoldOfSeveralTargetsCounts() {
        PathEnvironment production = PathEnvironment.of("production", "eu, us").build();
        List<PathEvent> eu = List.of(held("production in eu", 9));
        List<PathEvent> us = List.of(held("production in us", 1));
        // Started between the two failures: the second one is its own.
        Evidence evidence = Evidence.of("web", RELEASE)
                .build(true, NOW - 5 * HOUR)
                .here("production in eu", eu)
                .here("production in us", us)
                .build();

        assertThat(Admission.judge(production, evidence, NOW).isMet(), is(false));
    }

    private static PathEvent held(String label, long hoursAgo) {
        return new PathEvent(
                Kind.HELD,
                PLACE,
                "web",
                label,
                ARN + "8",
                new TreeMap<>(RELEASE),
                NOW - hoursAgo * HOUR,
                "shop #1",
                "why");
    }

    @Test
    public void onlyARevisionThatWasNotProvenSinceIsHeld() {
        List<PathEvent> events = List.of(
                event(Kind.PROVEN, "7", RELEASE, 9),
                event(Kind.HELD, "8", RELEASE, 8),
                event(Kind.HELD, "9", RELEASE, 7),
                event(Kind.REVOKED, "7", RELEASE, 6),
                event(Kind.PROVEN, "9", RELEASE, 5));

        assertThat(Proofs.held(events), is(Set.of(ARN + "8")));
    }
}
