package io.jenkins.plugins.ecs.templates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The digests of versions outlive configurations and restarts. */
public class VersionLogTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file() {
        return folder.getRoot().toPath().resolve("ecs-deployments/templates.json");
    }

    private static Template template(String where, String greeting) {
        Drafts drafts = new Drafts();
        drafts.where = where;
        drafts.taskDefinition = Drafts.TASK.replace("Hello", greeting);
        return drafts.template();
    }

    @Test
    public void aVersionThatWasRemovedCannotComeBackWithOtherContent() throws Exception {
        assertThat(new VersionLog(file()).digests(), is(anEmptyMap()));
        new VersionLog(file()).add(List.of(template("the global settings", "Hello")));

        VersionLog afterRestart = new VersionLog(file());
        Template other = template("the global settings", "Goodbye");
        assertThat(TemplateChecks.changed(List.of(other), afterRestart.digests()), hasSize(1));
        afterRestart.add(List.of(other));
        assertThat("the first one stays", TemplateChecks.changed(List.of(other), afterRestart.digests()), hasSize(1));
        assertThat(
                "another folder has a template of its own",
                TemplateChecks.changed(List.of(template("folder shop", "Goodbye")), afterRestart.digests()),
                hasSize(0));
    }

    @Test
    public void aBrokenFileIsAnErrorAndNotAnEmptyOne() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"a\": ");

        VersionLog log = new VersionLog(file());
        assertThrows(IOException.class, log::digests);
        assertThrows(IOException.class, () -> log.add(List.of(template("the global settings", "Hello"))));
        assertThat(Files.readString(file()), is("{\"a\": "));
    }
}
