package io.jenkins.plugins.ecs.ui.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.Records;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.paths.proof.PathEvent;
import io.jenkins.plugins.ecs.paths.proof.PathEvent.Kind;
import io.jenkins.plugins.ecs.paths.proof.ServicePlace;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** Which versions of the history can be deployed again. */
public class PastVersionsTest {

    private static final String A = "sha256:" + "aa".repeat(32);
    private static final String B = "sha256:" + "bb".repeat(32);
    private static final ServiceKey STAGING = new ServiceKey("eu-central-1", "staging", "api");
    private static final String PATH = "web of the global settings";

    private static DeploymentRecord pinned(int build, long minute, String tag, String digest) {
        return Records.images(
                Records.of(build, minute, Verdict.SUCCESS),
                tag,
                Map.of("app", "shop/api:" + tag),
                Map.of("app", digest));
    }

    private static PathEvent event(Kind kind, String environment, String digest) {
        return new PathEvent(
                kind,
                new ServicePlace("1", "eu-central-1", environment, "api"),
                PATH,
                environment,
                "api:1",
                new TreeMap<>(Map.of("", digest)),
                Records.T0,
                "shop #1",
                "");
    }

    private static List<PastVersions.Past> of(DeploymentRecord... records) {
        return PastVersions.of(List.of(records), List.of(), "");
    }

    @Test
    public void onlyWhatSucceededIsOffered() {
        assertThat(of(), is(empty()));
        assertThat(
                of(
                        Records.of(1, 0, Verdict.FAILED),
                        Records.of(2, 1, null),
                        Records.rolledBack(3, 2, "api:1"),
                        Records.refused(4, 3, "api:1")),
                is(empty()));
    }

    @Test
    public void anImageIsListedOnceWithWhereItRan() {
        DeploymentRecord staged = Records.images(
                Records.of(STAGING, "shop/api", 9, 1, Verdict.SUCCESS),
                "1.0",
                Map.of("app", "shop/api:1.0"),
                Map.of("app", A));
        List<PastVersions.Past> all =
                of(pinned(1, 0, "1.0", A), staged, pinned(2, 2, "1.1", B), pinned(3, 4, "1.0", A));

        assertThat(all.stream().map(each -> each.version().name()).toList(), contains("1.0", "1.1"));
        assertThat(all.get(0).version().image(), is("shop/api@" + A));
        assertThat(all.get(0).ran(), contains(containsString("by shop/api #3"), containsString("staging/api at")));
    }

    @Test
    public void aVersionKeepsItsTagIfItWasDeployedByItsDigestLater() {
        DeploymentRecord byDigest = Records.images(
                Records.of(2, 5, Verdict.SUCCESS), "sha256:aaaaaaaaaaaa", Map.of("app", "shop/api@" + A), Map.of());
        List<PastVersions.Past> all = of(pinned(1, 0, "1.0", A), byDigest);

        assertThat(all, hasSize(1));
        assertThat(all.get(0).version(), is(new DeployVersion("shop/api", "1.0", A)));
    }

    @Test
    public void anOlderImageOfTheSameTagIsMarked() {
        List<PastVersions.Past> all = of(pinned(1, 0, "1.0", A), pinned(2, 2, "1.0", B));
        assertThat(all.get(0).version().digest(), is(B));
        assertThat(all.get(0).tagMoved(), is(false));
        assertThat(all.get(1).tagMoved(), is(true));
    }

    @Test
    public void theImageIsTheOneThatTheVersionNames() {
        Map<String, String> two = new TreeMap<>(Map.of("app", "shop/api:1.4", "proxy", "envoy:3"));
        DeploymentRecord named =
                Records.images(Records.of(1, 0, Verdict.SUCCESS), "1.4", two, Map.of("app", A, "proxy", B));
        assertThat(of(named).get(0).version().image(), is("shop/api@" + A));

        two.put("proxy", "envoy:1.4");
        assertThat("two of that version", of(Records.images(named, "1.4", two, Map.of())), is(empty()));
        assertThat("none of that version", of(Records.images(named, "9", two, Map.of())), is(empty()));
    }

    @Test
    public void whatIsNoImageIsLeftOut() {
        for (String image : List.of("", "shop/api", "Shop/API:1", "shop/api:1 2", "{{ image }}")) {
            DeploymentRecord record =
                    Records.images(Records.of(1, 0, Verdict.SUCCESS), "1", Map.of("app", image), Map.of());
            assertThat(image, of(record), is(empty()));
        }
        DeploymentRecord odd = Records.images(
                Records.of(1, 0, Verdict.SUCCESS), "1", Map.of("app", "shop/api:1"), Map.of("app", "sha256:x\ny"));
        assertThat(of(odd), is(empty()));
    }

    @Test
    public void aRevokedProofIsNone() {
        List<DeploymentRecord> records = List.of(pinned(1, 0, "1.0", A), pinned(2, 1, "1.1", B));
        List<PastVersions.Past> all = PastVersions.of(
                records,
                List.of(
                        event(Kind.PROVEN, "staging", A),
                        event(Kind.PROVEN, "staging", B),
                        event(Kind.REVOKED, "staging", B),
                        event(Kind.PROVEN, "production", A),
                        event(Kind.HELD, "production", B)),
                PATH);

        assertThat(all.get(0).proven(), is(empty()));
        assertThat(all.get(1).proven(), contains(containsString("staging at"), containsString("production at")));
        assertThat(
                "on another path",
                PastVersions.of(records, List.of(event(Kind.PROVEN, "staging", A)), "other of folder x")
                        .get(1)
                        .proven(),
                is(empty()));
    }

    @Test
    public void atMostFiftyAreListed() {
        List<DeploymentRecord> many = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            many.add(pinned(i, i, "1." + i, "sha256:" + String.format("%064x", i)));
        }
        List<PastVersions.Past> all = PastVersions.of(many, List.of(), "");
        assertThat(all, hasSize(50));
        assertThat(all.get(0).version().tag(), is("1.79"));
    }
}
