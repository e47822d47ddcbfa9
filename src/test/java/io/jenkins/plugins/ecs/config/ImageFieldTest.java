package io.jenkins.plugins.ecs.config;

import static io.jenkins.plugins.ecs.config.ImageField.Style.PINNED;
import static io.jenkins.plugins.ecs.config.ImageField.Style.TAG;
import static io.jenkins.plugins.ecs.config.ImageField.Style.TAGGED;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.config.ImageField.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Which repositories a field of a form means, and what it offers of their tags. */
public class ImageFieldTest {

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/";
    private static final String API = ECR + "shop/api";
    private static final String PROXY = ECR + "shop/proxy";
    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final Map<String, String> ONE = Map.of("app", API + ":1.4.1");
    private static final Map<String, String> TWO = new LinkedHashMap<>();

    static {
        TWO.put("app", API + ":1.4.1");
        TWO.put("proxy", PROXY + "@" + DIGEST);
        TWO.put("agent", "public.ecr.aws/datadog/agent:7");
    }

    private static ImageField typed(Style style, String typed) {
        return new ImageField(style, "api", null, typed);
    }

    private static ImageField of(String container) {
        return new ImageField(TAGGED, "api", container, null);
    }

    @Test
    public void theTypedRepositoryIsReadIfItIsInAmazonEcr() {
        for (String text : new String[] {API, API + ":", API + ":1.", API + ":1.4.2", API + "@" + DIGEST}) {
            assertThat(text, typed(TAGGED, text).typedRepository(), is(Optional.of(API)));
            assertThat(text, typed(PINNED, text).typedRepository(), is(Optional.of(API)));
        }
        for (String text :
                new String[] {"", " ", "nginx:1.25", "shop/api:1.4.2", "${IMAGE}", "registry.example.com/api:1"}) {
            assertThat(text, typed(TAGGED, text).typedRepository(), is(Optional.empty()));
        }
        assertThat(typed(TAGGED, null).typedRepository(), is(Optional.empty()));
    }

    @Test
    public void inAFieldForTagsATextWithoutAColonIsATag() {
        assertThat(typed(TAG, "1.4.2").typedName(), is(Optional.empty()));
        assertThat(typed(TAG, "shop/api:1.4.2").typedName(), is(Optional.of("shop/api")));
        assertThat(typed(TAG, "shop/api:1.4.2").typedRepository(), is(Optional.empty()));
        assertThat(typed(TAG, API + ":1").typedRepository(), is(Optional.of(API)));
    }

    @Test
    public void anImageOfTheStepBelongsToTheOnlyContainer() {
        assertThat(of(null).repositories(ONE), is(List.of(API)));
        assertThat("which one is not clear", of(null).repositories(TWO), is(empty()));
        assertThat(of(null).repositories(Map.of()), is(empty()));
        assertThat(of(null).repositories(Map.of("app", "nginx:1.25")), is(empty()));
    }

    @Test
    public void anImageOfAContainerIsOfItsRepository() {
        assertThat(of("proxy").repositories(TWO), is(List.of(PROXY)));
        assertThat("another registry", of("agent").repositories(TWO), is(empty()));
        assertThat("a new container", of("worker").repositories(TWO), is(empty()));
        assertThat("no name was typed yet", of(" ").repositories(ONE), is(List.of(API)));
    }

    @Test
    public void aTagMayBeOfEachRepositoryOfTheService() {
        assertThat(typed(TAG, null).repositories(TWO), is(List.of(API, PROXY)));
        assertThat(typed(TAG, "1.4").repositories(TWO), is(List.of(API, PROXY)));
        assertThat(typed(TAG, "shop/proxy:").repositories(TWO), is(List.of(PROXY)));
        assertThat(typed(TAG, "proxy:2").repositories(TWO), is(List.of(PROXY)));
        assertThat("no part of a name", typed(TAG, "roxy:2").repositories(TWO), is(empty()));
    }

    @Test
    public void atMostFiveRepositoriesAreRead() {
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            many.put("c" + i, ECR + "shop/c" + i + ":1");
        }
        assertThat(typed(TAG, null).repositories(many).size(), is(5));
    }

    @Test
    public void eachStyleIsOfferedAsItIsWritten() {
        List<String> references = List.of(API + ":1.4.2@" + DIGEST, API + ":1.4.1");

        assertThat(of(null).offered(references, true), is(List.of(API + ":1.4.2", API + ":1.4.1")));
        assertThat(
                "a release needs the digest",
                typed(PINNED, null).offered(references, true),
                is(List.of(API + ":1.4.2@" + DIGEST)));
        assertThat(typed(TAG, null).offered(references, true), is(List.of("1.4.2", "1.4.1")));
    }

    @Test
    public void aTagOfSeveralRepositoriesNamesItsOwn() {
        List<String> references = List.of(PROXY + ":2.0", API + ":1.4.2");

        assertThat(ImageField.isOneRepository(ONE), is(true));
        assertThat("one in another registry counts", ImageField.isOneRepository(TWO), is(false));
        assertThat(typed(TAG, "").offered(references, false), is(List.of("shop/proxy:2.0", "shop/api:1.4.2")));
    }

    @Test
    public void aTagIsOfferedWithTheRepositoryAsItWasTyped() {
        List<String> references = List.of(API + ":1.4.2", API + ":1.4.1");

        assertThat(typed(TAG, "api:").offered(references, false), is(List.of("api:1.4.2", "api:1.4.1")));
        assertThat(typed(TAG, API + ":1").offered(references, true), is(List.of(API + ":1.4.2", API + ":1.4.1")));
    }

    @Test
    public void aTagThatTheRepositoryLacksIsMissing() {
        List<String> images = List.of(API + ":1.4.2", API + ":1.4.1", PROXY + ":2.0");

        assertThat(typed(TAGGED, API + ":1.4.3").isMissing(images), is(true));
        assertThat(typed(TAGGED, API + ":1.4.2").isMissing(images), is(false));
        assertThat("with a digest", typed(TAGGED, API + ":1.4.3@" + DIGEST).isMissing(images), is(false));
        assertThat("another registry", typed(TAGGED, "nginx:1.25").isMissing(images), is(false));
        assertThat("nothing typed", typed(TAGGED, "").isMissing(images), is(false));
        assertThat("no tag typed", typed(TAGGED, API + ":").isMissing(images), is(false));
        assertThat("nothing known", typed(TAGGED, API + ":1.4.3").isMissing(List.of()), is(false));
        assertThat(typed(TAG, "1.4.3").isMissing(List.of("1.4.2", "1.4.1")), is(true));
        assertThat(typed(TAG, "1.4.2").isMissing(List.of("1.4.2", "1.4.1")), is(false));
        List<String> several = List.of("shop/api:1.4.2", "shop/proxy:2.0");
        assertThat(typed(TAG, "shop/api:2.0").isMissing(several), is(true));
        assertThat(typed(TAG, "shop/proxy:2.0").isMissing(several), is(false));
        assertThat(
                "that it names no repository is for the step", typed(TAG, "2.0").isMissing(several), is(false));
    }

    @Test
    public void aDigestThatTheRepositoryLacksIsMissing() {
        String other = DIGEST.replace("sha256:0", "sha256:f");
        List<String> images = List.of(API + ":1.4.2@" + DIGEST, PROXY + ":2.0@" + other);

        assertThat(typed(PINNED, API + ":1.4.2@" + other).isMissing(images), is(true));
        assertThat(
                typed(PINNED, API + ":1.4.2@" + other).missing(List.of(API + ":1.4.2@" + DIGEST)),
                is("There is no image with a tag and the digest " + other + " in Amazon ECR with these settings."
                        + " Newest: " + API + ":1.4.2@" + DIGEST));
        assertThat("without a tag", typed(PINNED, API + "@" + other).isMissing(images), is(true));
        assertThat(typed(PINNED, API + ":1.4.2@" + DIGEST).isMissing(images), is(false));
        assertThat("the digest counts", typed(PINNED, API + ":old@" + DIGEST).isMissing(images), is(false));
        assertThat("another registry", typed(PINNED, "nginx@" + other).isMissing(images), is(false));
        assertThat("a tag alone is an error", typed(PINNED, API + ":9").isMissing(images), is(false));
        assertThat("no digest typed yet", typed(PINNED, API + ":1.4.2@").isMissing(images), is(false));
        assertThat("nothing known", typed(PINNED, API + "@" + other).isMissing(List.of()), is(false));
    }

    @Test
    public void aTagIsOnlySaidToBeMissingWhereItWasLookedFor() {
        List<String> tags = List.of("1.4.2", "1.4.1");

        assertThat(
                typed(TAG, "1.4.3").missing(tags),
                is("There is no image '1.4.3' in the repositories in Amazon ECR that the service runs now. Newest:"
                        + " 1.4.2, 1.4.1"));
        assertThat(
                typed(TAG, API + ":1.4.3").missing(tags),
                is("There is no image '" + API + ":1.4.3' in Amazon ECR with these settings. Newest: 1.4.2, 1.4.1"));
        assertThat(
                typed(TAGGED, API + ":1.4.3").missing(tags),
                is("There is no image '" + API + ":1.4.3' in Amazon ECR with these settings. Newest: 1.4.2, 1.4.1"));
    }
}
