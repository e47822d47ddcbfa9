package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.Test;

public class TagChangesTest {

    private static ObjectNode tagged(String... keysAndValues) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            definition
                    .withArray("tags")
                    .addObject()
                    .put("key", keysAndValues[i])
                    .put("value", keysAndValues[i + 1]);
        }
        return definition;
    }

    private static List<String> changes(ObjectNode before, ObjectNode after) {
        ObjectNode text = after.deepCopy();
        text.withArray("containerDefinitions").addObject().put("name", "app").put("image", "repo/app:1");
        return changes(before, after, text.toString());
    }

    private static List<String> changes(ObjectNode before, ObjectNode after, String text) {
        return TagChanges.of(before, after, text).stream()
                .map(Difference::toString)
                .toList();
    }

    @Test
    public void changedAddedAndRemovedTagsAreReported() {
        assertThat(
                changes(tagged("cost-center", "100", "old", "x"), tagged("team", "a", "cost-center", "200")),
                contains("tags[cost-center]: 100 -> 200", "tags[old]: removed x", "tags[team]: added a"));
    }

    @Test
    public void theTraceOfABuildAndTheTagsOfAwsDoNotCount() {
        assertThat(
                changes(
                        tagged("jenkins:job", "a", "jenkins:build", "1", "jenkins:commit", "c", "aws:x", "y", "k", "v"),
                        tagged("k", "v")),
                is(empty()));
    }

    @Test
    public void theOrderDoesNotCount() {
        assertThat(changes(tagged("a", "1", "b", "2"), tagged("b", "2", "a", "1")), is(empty()));
    }

    private static String text(String tags) {
        return "{\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"repo/app:1\"}],\"tags\":" + tags + "}";
    }

    @Test
    public void anEmptyListRemovesTheLastTag() {
        assertThat(changes(tagged("a", "1"), tagged(), text("[]")), contains("tags[a]: removed 1"));
        String yaml = "containerDefinitions: [{name: app, image: 'repo/app:1'}]\ntags: []";
        assertThat(changes(tagged("a", "1"), tagged(), yaml), contains("tags[a]: removed 1"));
        assertThat(changes(tagged("a", "1"), tagged(), text("null")), is(empty()));
    }

    @Test
    public void aTextWithoutTagsChangesNone() {
        assertThat(changes(tagged("a", "1"), tagged()), is(empty()));
    }

    @Test
    public void aTagThatLooksSecretIsMasked() {
        assertThat(
                changes(tagged("db-password", "hunter1"), tagged("db-password", "hunter2")),
                contains("tags[db-password]: *** -> ***"));
    }
}
