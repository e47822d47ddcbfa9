package io.jenkins.plugins.ecs.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TaskRunsTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file;

    @Before
    public void inAFolderThatIsNotThere() {
        file = folder.getRoot().toPath().resolve("ecs/task-runs.jsonl");
    }

    private static TaskRunRecord run(String id, String job, int build) {
        return new TaskRunRecord(
                id,
                "eu-central-1",
                "prod/api:7",
                "before the deployment",
                "api",
                "TASK_FAILED",
                3,
                "app exited with 3",
                job,
                build,
                "alice",
                1,
                build);
    }

    private TaskRuns read() throws IOException {
        TaskRuns runs = new TaskRuns(file);
        runs.load();
        return runs;
    }

    private static List<String> ids(TaskRuns runs) {
        return runs.newest(10_000, each -> true).stream().map(TaskRunRecord::id).toList();
    }

    @Test
    public void whatWasNotedIsReadAgainNewestFirst() throws IOException {
        TaskRuns runs = read();
        runs.note(run("a", "shop/migrate", 1));
        runs.note(run("b", "shop/migrate", 2));
        assertThat(ids(read()), is(List.of("b", "a")));
        assertThat(read().newest(1, each -> true), is(List.of(run("b", "shop/migrate", 2))));
    }

    @Test
    public void aBrokenLineCostsOnlyItself() throws IOException {
        TaskRuns runs = read();
        runs.note(run("a", "shop/migrate", 1));
        Files.writeString(file, "{\"id\": \"cut", StandardOpenOption.APPEND);
        TaskRuns again = read();
        again.note(run("b", "shop/migrate", 2));
        assertThat(ids(read()), is(List.of("b", "a")));
    }

    @Test
    public void deletedBuildsAndMovedJobsAreFollowed() throws IOException {
        TaskRuns runs = read();
        runs.note(run("a", "shop/migrate", 1));
        runs.note(run("b", "shop/migrate", 2));
        runs.note(run("c", "other", 1));
        runs.forget("shop/migrate", 1);
        runs.move("other", "shop/other");
        assertThat(ids(read()), is(List.of("c", "b")));
        runs.forget("shop", 0);
        assertThat(ids(read()), is(List.of()));
    }

    @Test
    public void onlyTheNewestAreKept() throws IOException {
        TaskRuns runs = read();
        for (int i = 1; i <= 1_002; i++) {
            runs.note(run("r" + i, "job", i));
        }
        assertThat(ids(runs).size(), is(1_000));
        assertThat(Files.readAllLines(file).size(), is(1_000));
        assertThat(ids(read()).get(0), is("r1002"));
    }
}
