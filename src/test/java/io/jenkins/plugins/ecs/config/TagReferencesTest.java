package io.jenkins.plugins.ecs.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.Listing;
import io.jenkins.plugins.ecs.aws.ecr.TaggedImage;
import io.jenkins.plugins.ecs.config.settings.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** The tags of repositories as a form gets them. */
public class TagReferencesTest {

    private static final String API = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api";
    private static final String PROXY = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/proxy";

    private static TaggedImage image(long pushedAt, String digest, String... tags) {
        return new TaggedImage(List.of(tags), digest, pushedAt);
    }

    private static Listing<TaggedImage> all(TaggedImage... images) {
        return new Listing<>(List.of(images), true);
    }

    @Test
    public void theNewestOfAllRepositoriesIsFirst() {
        Map<String, Listing<TaggedImage>> found = new LinkedHashMap<>();
        found.put(API, all(image(1_000, "sha256:a", "1.0"), image(3_000, "sha256:b", "latest", "1.1")));
        found.put(PROXY, all(image(2_000, "", "2.0")));

        Names names = TagReferences.newest(found, 300);

        assertThat(
                names.names(),
                is(List.of(API + ":1.1@sha256:b", API + ":latest@sha256:b", PROXY + ":2.0", API + ":1.0@sha256:a")));
        assertThat(names.isWhole(), is(true));
        assertThat(names.problem(), is(""));
    }

    @Test
    public void noMoreThanTheNewestAreOffered() {
        Names names = TagReferences.newest(
                Map.of(API, all(image(1, "", "old"), image(2, "", "newer"), image(3, "", "newest"))), 2);

        assertThat(names.names(), is(List.of(API + ":newest", API + ":newer")));
        assertThat("there are others", names.isWhole(), is(false));
    }

    @Test
    public void aListingThatWasCutOffIsNotAll() {
        Names names = TagReferences.newest(Map.of(API, new Listing<>(List.of(image(1, "", "1.0")), false)), 300);

        assertThat(names.isWhole(), is(false));
    }

    @Test
    public void whatIsNoTagIsLeftOut() {
        Names names = TagReferences.newest(Map.of(API, all(image(1, "", "1.0", "<b>", "a:b", "with space", ""))), 300);

        assertThat(names.names(), is(List.of(API + ":1.0")));
        assertThat(TagReferences.newest(Map.of(), 300).names(), is(empty()));
    }
}
