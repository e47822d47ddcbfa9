package io.jenkins.plugins.ecs.paths.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.paths.definition.PathEnvironment;
import io.jenkins.plugins.ecs.paths.definition.PathWave;
import io.jenkins.plugins.ecs.paths.definition.ReleasePath;
import io.jenkins.plugins.ecs.paths.proof.PathEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

/** Whether a chosen version would enter an environment. */
public class OutlookTest {

    private static final long HOUR = 3_600_000;
    private static final long NOW = 1_000 * HOUR;
    private static final Map<String, String> RELEASE = Map.of("", "sha256:aa");

    private final Map<String, List<PathEvent>> events = new HashMap<>();
    private final Map<String, List<Use>> uses = new HashMap<>();

    private static final ReleasePath PATH = ReleasePath.of("web", "the global settings")
            .services(List.of("api"))
            .environments(List.of(
                    PathEnvironment.of("staging", "")
                            .waves(List.of(PathWave.of(List.of("eu", "us"), Duration.ZERO)))
                            .build(),
                    PathEnvironment.of("production", "prod")
                            .from("staging")
                            .soak(Duration.ofHours(4))
                            .build()))
            .build();

    private static PathEvent event(Kind kind, String environment, String revision, long hoursAgo) {
        return new PathEvent(
                kind,
                new ServicePlace("1", "eu-central-1", "c", "api"),
                PATH.id(),
                environment,
                revision,
                new TreeMap<>(RELEASE),
                NOW - hoursAgo * HOUR,
                "shop #1",
                "p95 was 900");
    }

    private Admission to(String environment, String service, Map<String, String> digests) {
        return Outlook.of(
                PATH,
                PATH.environment(environment).orElseThrow(),
                service,
                digests,
                new Outlook.Recorded() {
                    @Override
                    public List<PathEvent> events(String target) {
                        return events.getOrDefault(target, List.of());
                    }

                    @Override
                    public List<Use> uses(String target) {
                        return uses.getOrDefault(target, List.of());
                    }
                },
                Optional.empty(),
                NOW);
    }

    private String refusal(Map<String, String> digests) {
        return to("production", "api", digests).refusal().orElse("");
    }

    @Test
    public void whatIsNotProvenEverywhereIsRefused() {
        assertThat(refusal(RELEASE), containsString("not proven in staging/eu"));
        events.put("eu", List.of(event(Kind.PROVEN, "staging/eu", "api:8", 6)));
        assertThat(refusal(RELEASE), containsString("not proven in staging/us"));
        events.put("us", List.of(event(Kind.PROVEN, "staging/us", "api:8", 2)));
        assertThat(refusal(RELEASE), is(""));
        assertThat("another image", refusal(Map.of("", "sha256:bb")), containsString("not proven in staging/eu"));
    }

    @Test
    public void whatWasReplacedThereIsRefusedAndWhatSoaksWaits() {
        events.put("eu", List.of(event(Kind.PROVEN, "staging/eu", "api:8", 6)));
        events.put("us", List.of(event(Kind.PROVEN, "staging/us", "api:8", 2)));
        assertThat(to("production", "api", RELEASE).isMet(), is(false));
        assertThat(to("production", "api", RELEASE).unmet(), containsString("soaked 2 h of 4 h"));
        uses.put("us", List.of(new Use("1", "api:9", NOW - HOUR)));
        assertThat(refusal(RELEASE), containsString("api:9"));
    }

    @Test
    public void theFirstEnvironmentTakesAnyVersionOfItsServices() {
        assertThat(to("staging", "api", RELEASE).isMet(), is(true));
        assertThat(to("staging", "other", RELEASE).refusal().isPresent(), is(true));
    }

    @Test
    public void aUserMayDeployWhereItIsHeld() {
        events.put("eu", List.of(event(Kind.HELD, "staging/eu", "api:8", 2)));
        assertThat(to("staging", "api", RELEASE).isMet(), is(true));
    }
}
