package io.jenkins.plugins.ecs.paths.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.ApprovalRule;
import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.PathEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

/** What a user may promote from an environment, as a table of what is recorded. */
public class PromotionTest {

    private static final long HOUR = 3_600_000;
    private static final long NOW = 1_000 * HOUR;
    private static final ServicePlace STAGING = new ServicePlace("1", "eu-central-1", "staging", "api");
    private static final Map<String, String> RELEASE = Map.of("app", "sha256:aa", "proxy", "sha256:bb");

    private Optional<ReleasePath> path = Optional.of(path(null));
    private List<PathEvent> production = List.of();
    private Optional<Evidence.Frozen> frozen = Optional.empty();

    private static ReleasePath path(ApprovalRule approval) {
        return ReleasePath.of("web", "the global settings")
                .environments(List.of(
                        PathEnvironment.of("staging", "staging-eu").build(),
                        PathEnvironment.of("production", "prod-eu")
                                .from("staging")
                                .soak(Duration.ofHours(4))
                                .approval(approval)
                                .build(),
                        PathEnvironment.of("later", "later-eu")
                                .from("production")
                                .build()))
                .build();
    }

    private static PathEvent event(Kind kind, String environment, long hoursAgo) {
        return new PathEvent(
                kind,
                STAGING,
                "web of the global settings",
                environment,
                "api:8",
                new TreeMap<>(RELEASE),
                NOW - hoursAgo * HOUR,
                "shop #1",
                "p95 was 900");
    }

    private List<Promotion> promotions(List<PathEvent> events, Use... uses) {
        return Promotion.of(
                events,
                List.of(uses),
                new Promotion.Surroundings() {
                    @Override
                    public Optional<ReleasePath> path(PathEvent proof) {
                        return path;
                    }

                    @Override
                    public List<PathEvent> events(PathEvent proof, String environment) {
                        return production;
                    }

                    @Override
                    public Optional<Evidence.Frozen> frozen(PathEvent proof, PathEnvironment to) {
                        return frozen;
                    }
                },
                NOW);
    }

    private Promotion one(List<PathEvent> events, Use... uses) {
        List<Promotion> all = promotions(events, uses);
        assertThat(all, hasSize(1));
        assertThat(all.get(0).to().name(), is("production"));
        return all.get(0);
    }

    @Test
    public void whatIsNotProvenIsNotOffered() {
        assertThat(promotions(List.of()), hasSize(0));
        assertThat("only failed", promotions(List.of(event(Kind.HELD, "staging", 5))), hasSize(0));
        assertThat("the last environment", promotions(List.of(event(Kind.PROVEN, "later", 5))), hasSize(0));
        path = Optional.empty();
        assertThat("a deleted path", promotions(List.of(event(Kind.PROVEN, "staging", 5))), hasSize(0));
    }

    @Test
    public void whatWouldBeRefusedSaysWhy() {
        Promotion revoked = one(List.of(event(Kind.PROVEN, "staging", 6), event(Kind.REVOKED, "staging", 5)));
        assertThat(revoked.isPossible(), is(false));
        assertThat(revoked.admission().refusal().orElse(""), containsString("no longer proven in staging"));

        Promotion replaced = one(List.of(event(Kind.PROVEN, "staging", 6)), new Use("1", "api:9", NOW - HOUR));
        assertThat(replaced.isPossible(), is(false));
    }

    @Test
    public void whatWaitsCanBePromoted() {
        frozen = Optional.of(new Evidence.Frozen("weekend", NOW + HOUR));
        path = Optional.of(path(TestApprovals.any(2)));
        Promotion soaks = one(List.of(event(Kind.PROVEN, "staging", 1)));

        assertThat(soaks.isPossible(), is(true));
        assertThat(soaks.admission().unmet(), containsString("soaked 1 h of 4 h"));
        assertThat(soaks.admission().unmet(), containsString("0 of 2 approvals"));
        assertThat(soaks.admission().unmet(), containsString("weekend"));
        assertThat(soaks.digests(), is("app=sha256:aa,proxy=sha256:bb"));
    }

    @Test
    public void aUserMayPromoteAlthoughTheEnvironmentIsHeld() {
        production = List.of(event(Kind.HELD, "production", 2));

        Promotion held = one(List.of(event(Kind.PROVEN, "staging", 5)));
        assertThat(held.isPossible(), is(true));
        assertThat(
                held.admission().conditions().get(2).text(), containsString("started by a user although held since"));
    }
}
