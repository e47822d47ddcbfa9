package io.jenkins.plugins.ecs.ui.deploy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.live.PushedTags.Pushed;
import java.util.List;
import org.junit.Test;

/** The versions of the history and the tags of the repository in one list. */
public class OfferedVersionsTest {

    private static final String REPOSITORY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";
    private static final String A = "sha256:" + "aa".repeat(32);
    private static final String B = "sha256:" + "bb".repeat(32);

    private static PastVersions.Past ran(String tag, String digest, long at) {
        DeployVersion version = new DeployVersion(REPOSITORY, tag, digest);
        return new PastVersions.Past(version, List.of("prod/api"), List.of("staging"), false, "", at);
    }

    private static List<PastVersions.Past> of(List<PastVersions.Past> past, Pushed... pushed) {
        return OfferedVersions.of(past, REPOSITORY, List.of(pushed));
    }

    @Test
    public void withoutTagsTheHistoryRemains() {
        List<PastVersions.Past> past = List.of(ran("2", B, 20), ran("1", A, 10));
        assertThat(of(past), is(past));
    }

    @Test
    public void theNewestPushedIsFirstAndWhatRanKeepsItsPlaces() {
        List<PastVersions.Past> all = of(
                List.of(ran("1.0", A, 10)),
                new Pushed(List.of("latest", "1.0"), A, 5),
                new Pushed(List.of("1.1"), B, 30));

        assertThat(all.stream().map(each -> each.version().name()).toList(), contains("1.1", "1.0"));
        assertThat(all.get(0).version().image(), is(REPOSITORY + "@" + B));
        assertThat(all.get(0).ran(), is(List.of()));
        assertThat(all.get(1).ran(), contains("prod/api"));
        assertThat(all.get(1).proven(), contains("staging"));
        assertThat(all.get(1).pushed(), containsString("as 1.0, latest"));
    }

    @Test
    public void aTagThatNamesAnotherImageNowIsMarked() {
        List<PastVersions.Past> all = of(List.of(ran("1.0", A, 10)), new Pushed(List.of("1.0"), B, 30));
        assertThat(all.get(0).version().digest(), is(B));
        assertThat(all.get(0).tagMoved(), is(false));
        assertThat(all.get(1).version().digest(), is(A));
        assertThat(all.get(1).tagMoved(), is(true));
    }

    @Test
    public void anImageThatLostItsTagHasOneThatItHas() {
        List<PastVersions.Past> all =
                of(List.of(ran("1.0", A, 10)), new Pushed(List.of("1.0-old"), A, 5), new Pushed(List.of("1.0"), B, 30));
        assertThat(all.get(1).version(), is(new DeployVersion(REPOSITORY, "1.0-old", A)));
        assertThat(all.get(1).tagMoved(), is(false));
    }

    @Test
    public void whatIsNoTagOrNoDigestIsNotOffered() {
        assertThat(
                of(
                        List.of(),
                        new Pushed(List.of(), A, 1),
                        new Pushed(List.of("1.0"), "", 1),
                        new Pushed(List.of("1.0"), "sha256:zz", 1),
                        new Pushed(List.of("a b", "x:1", "-", "<b>"), A, 1)),
                is(List.of()));
    }
}
