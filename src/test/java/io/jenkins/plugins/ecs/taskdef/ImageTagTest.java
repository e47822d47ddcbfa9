package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** A new tag for the images of one repository. */
public class ImageTagTest {

    private static final String ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/";

    @Test
    public void ofTextsOnlyTagsAloneAreTags() {
        assertThat(
                ImageTag.among(
                        List.of("2.0", "1.4.2", "a:b", "shop/api:1", "x@sha256:y", "shop/api", "", "-x", "latest")),
                contains("1.4.2", "2.0", "latest"));
    }

    @Test
    public void whatIsNoTagIsRefused() {
        for (String good : new String[] {"1.4.2", "_x", "shop/api:1", ECR + "shop/api:1", "localhost:5000/api:v1"}) {
            assertThat(good, ImageTag.problem(good), is(Optional.empty()));
        }
        for (String bad : new String[] {"-1", "feature/x", "a b", "api:", ":1", "api@sha256:00", "${TAG}", "x:y z"}) {
            assertThat(bad, ImageTag.problem(bad).isPresent(), is(true));
        }
    }

    @Test
    public void severalRepositoriesNeedAName() {
        ObjectNode two = definition(ECR + "shop/api:1", "datadog/agent:7", ECR + "shop/api:1");

        refused(
                two,
                "2",
                "tag: the images of the task definition are of 2 repositories: " + ECR
                        + "shop/api (c0, c2), datadog/agent (c1). Name the one to change: tag: '" + ECR
                        + "shop/api:2'.");
        refused(
                two,
                "shop/web:2",
                "tag: no image of the task definition is of the repository 'shop/web'. Its repositories are " + ECR
                        + "shop/api (c0, c2), datadog/agent (c1).");
        refused(
                definition(""),
                "2",
                "tag: the task definition has no image that could get the tag. Set the image in"
                        + " 'image' or 'containers'");
    }

    @Test
    public void allImagesOfTheRepositoryGetTheTag() {
        ObjectNode two = definition(ECR + "shop/api:1", "datadog/agent:7", ECR + "shop/api@sha256:" + "0".repeat(64));
        Map<String, String> api = Map.of("c0", ECR + "shop/api:2", "c2", ECR + "shop/api:2");

        assertThat(ImageTag.images(two, "shop/api:2"), is(api));
        assertThat(ImageTag.images(two, ECR + "shop/api:2"), is(api));
        assertThat(ImageTag.images(two, "agent:8"), is(Map.of("c1", "datadog/agent:8")));
        assertThat(ImageTag.images(definition("localhost:5000/api"), "v1"), is(Map.of("c0", "localhost:5000/api:v1")));
        assertThat(ImageTag.images(definition("api:${TAG}"), "v1"), is(Map.of("c0", "api:v1")));
    }

    private static void refused(ObjectNode definition, String tag, String message) {
        TaskDefinitionException refused =
                assertThrows(TaskDefinitionException.class, () -> ImageTag.images(definition, tag));
        assertThat(refused.getMessage(), equalTo(message));
    }

    private static ObjectNode definition(String... images) {
        StringBuilder containers = new StringBuilder();
        for (int i = 0; i < images.length; i++) {
            containers.append(i == 0 ? "" : ",").append("{'name':'c" + i + "','image':'" + images[i] + "'}");
        }
        return raw("{'family':'f','containerDefinitions':[" + containers + "]}");
    }
}
