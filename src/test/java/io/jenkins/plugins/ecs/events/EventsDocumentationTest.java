package io.jenkins.plugins.ecs.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;

/** Every type and field is in the documentation. */
public class EventsDocumentationTest {

    @Test
    public void eachTypeAndFieldIsDocumented() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(root.resolve("docs/events.md"))) {
            root = root.getParent();
        }
        String page = Files.readString(root.resolve("docs/events.md"));

        for (EventType type : EventType.values()) {
            assertThat(page, containsString("| `" + type.getKey() + "` | `" + type.name() + "` | "));
        }
        for (EventField field : EventField.values()) {
            assertThat(page, containsString("`" + field.getJsonName() + "`"));
        }
    }
}
