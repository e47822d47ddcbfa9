package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.Test;

/** Where ECS has a field that stands in the wrong place. */
public class TaskDefinitionSchemaTest {

    @Test
    public void theNearestPlaceOfAField() {
        assertThat(
                TaskDefinitionSchema.nearest("", "logConfiguration").orElse(""),
                is("containerDefinitions.logConfiguration"));
        assertThat(
                TaskDefinitionSchema.nearest("containerDefinitions", "family").orElse(""), is("family"));
        assertThat(
                TaskDefinitionSchema.nearest("containerDefinitions.logConfiguration", "image")
                        .orElse(""),
                is("containerDefinitions.image"));
        assertThat(
                "the container's, not the one of the whole task",
                TaskDefinitionSchema.nearest("containerDefinitions.logConfiguration", "memory")
                        .orElse(""),
                is("containerDefinitions.memory"));
        assertThat("not here again", TaskDefinitionSchema.nearest("", "family"), is(Optional.empty()));
        assertThat(TaskDefinitionSchema.nearest("", "nowhere"), is(Optional.empty()));
    }

    @Test
    public void containersHaveFieldsOfTheirOwn() {
        assertThat(TaskDefinitionSchema.parents(), hasItem("containerDefinitions.healthCheck"));
    }
}
