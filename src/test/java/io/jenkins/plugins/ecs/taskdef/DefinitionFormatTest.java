package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** A definition that was written to a file is read again as the same definition. */
public class DefinitionFormatTest {

    private static ObjectNode definition(String variable) {
        ObjectNode definition = Definitions.raw("{'family':'api','cpu':'256','containerDefinitions':[]}");
        definition
                .withArray("containerDefinitions")
                .addObject()
                .put("name", "app")
                .put("memory", 512)
                .put("essential", true)
                .putArray("environment")
                .addObject()
                .put("name", "A")
                .put("value", variable);
        return definition;
    }

    @Test
    public void textsThatLookLikeOtherTypesStayTexts() {
        for (String value : List.of(
                "256",
                "0755",
                "1e3",
                "true",
                "no",
                "null",
                "~",
                "",
                " padded ",
                "a: b",
                "# c",
                "- d",
                "2026-11-30",
                "12:30:45",
                "line\nline\n",
                "ünï ☃",
                "'",
                "\"",
                "{x}",
                "*a",
                "&a",
                "!t",
                "%",
                "@",
                "\t")) {
            ObjectNode definition = definition(value);
            for (DefinitionFormat format : DefinitionFormat.values()) {
                String text = format.write(definition);
                assertThat(
                        format + " of '" + value + "': " + text,
                        DefinitionText.read(text, "Definition").root().toString(),
                        is(definition.toString()));
                assertThat(text.endsWith("\n") && !text.endsWith("\n\n"), is(true));
            }
        }
    }

    @Test
    public void yamlHasNoQuotesThatItDoesNotNeed() {
        assertThat(DefinitionFormat.YAML.write(definition("plain")), containsString("value: plain\n"));
        assertThat(DefinitionFormat.YAML.write(definition("plain")), not(containsString("---")));
        assertThat(DefinitionFormat.JSON.write(definition("plain")), containsString("\"value\" : \"plain\""));
    }

    @Test
    public void aFormatIsFoundByItsWord() {
        assertThat(DefinitionFormat.parse("yaml"), is(Optional.of(DefinitionFormat.YAML)));
        assertThat(DefinitionFormat.parse("JSON"), is(Optional.of(DefinitionFormat.JSON)));
        assertThat(DefinitionFormat.parse("xml"), is(Optional.empty()));
        assertThat(DefinitionFormat.YAML.word(), is("yaml"));
    }

    @Test
    public void aFileHasNoTagsThatEachDeploymentSetsAnew() {
        ObjectNode described = definition("x");
        described.put("revision", 7).put("status", "ACTIVE");
        described.putArray("tags").addObject().put("key", "team").put("value", "shop");
        described.withArray("tags").addObject().put("key", "jenkins:commit").put("value", "c0ffee");

        ObjectNode file = TaskDefinitions.toFile(described);
        assertThat(file.path("tags").toString(), is("[{\"key\":\"team\",\"value\":\"shop\"}]"));
        assertThat(file.has("revision"), is(false));

        described.withArray("tags").remove(0);
        assertThat(TaskDefinitions.toFile(described).has("tags"), is(false));
    }

    /** For the check that AWS registered what was sent. */
    @Test
    public void whatIsMissingIsNamedByItsTopmostPath() {
        ObjectNode sent = definition("x");
        ObjectNode there = definition("y");
        assertThat("values may differ", TaskDefinitionCompare.missing(sent, there), is(List.of()));

        ((ObjectNode) there.at("/containerDefinitions/0")).remove("environment");
        assertThat(TaskDefinitionCompare.missing(sent, there), is(List.of("containerDefinitions[app].environment")));
        there.remove("cpu");
        there.remove("containerDefinitions");
        assertThat(TaskDefinitionCompare.missing(sent, there), is(List.of("cpu", "containerDefinitions")));
        assertThat("what is there in addition", TaskDefinitionCompare.missing(there, sent), is(List.of()));
    }
}
