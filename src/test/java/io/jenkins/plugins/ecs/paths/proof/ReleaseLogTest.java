package io.jenkins.plugins.ecs.paths.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Events are found again after a restart, and what cannot be read proves nothing. */
public class ReleaseLogTest {

    private static final Map<String, String> DIGESTS = Map.of("app", "sha256:aa");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file() {
        return folder.getRoot().toPath().resolve("log/releases.jsonl");
    }

    private static PathEvent event(String account, String service, long at) {
        return new PathEvent(
                PathEvent.Kind.PROVEN,
                new ServicePlace(account, "eu-central-1", "staging", service),
                "web of the global settings",
                "staging",
                "arn:api:8",
                new TreeMap<>(DIGESTS),
                at,
                "shop #1",
                "");
    }

    private static List<PathEvent> of(ReleaseLog log, String service) throws Exception {
        return log.of("eu-central-1", "arn:aws:ecs:eu-central-1:1:cluster/staging", service);
    }

    @Test
    public void withoutAFileNothingIsProven() throws Exception {
        assertThat(of(new ReleaseLog(file()), "api"), is(empty()));
    }

    @Test
    public void aRestartFindsWhatWasRecorded() throws Exception {
        ReleaseLog log = new ReleaseLog(file());
        log.record(event("1", "api", 5));
        log.record(event("2", "api", 6));
        log.record(event("1", "web", 7));

        assertThat(of(new ReleaseLog(file()), "api"), is(List.of(event("1", "api", 5), event("2", "api", 6))));
    }

    @Test
    public void brokenLinesProveNothingAndLoseNothingElse() throws Exception {
        new ReleaseLog(file()).record(event("1", "api", 5));
        String line = Files.readString(file());
        Files.writeString(
                file(),
                line.substring(0, line.length() / 2) + "\n{\"kind\":\"BEST\"}\n[1]\n\n"
                        + line.replace("\"at\":5", "\"at\":0")
                        + line.replace("PROVEN", "GOOD"),
                StandardOpenOption.APPEND);
        ReleaseLog read = new ReleaseLog(file());
        read.record(event("1", "api", 8));

        assertThat(of(new ReleaseLog(file()), "api"), is(List.of(event("1", "api", 5), event("1", "api", 8))));
    }

    private static PathEvent from(PathEvent.Kind kind, String environment, long at, String teamFile) {
        PathEvent event = event("1", "api", at);
        return new PathEvent(
                kind,
                event.place(),
                event.path(),
                environment,
                event.revision(),
                event.digests(),
                at,
                event.build(),
                "",
                "web@1.0.0",
                teamFile,
                "d" + at);
    }

    @Test
    public void onlyTheNewestProofInAnEnvironmentKeepsTheFileOfTheTeam() throws Exception {
        ReleaseLog log = new ReleaseLog(file());
        log.record(from(PathEvent.Kind.PROVEN, "staging", 1, "{\"service\":\"a\"}"));
        log.record(from(PathEvent.Kind.PROVEN, "production", 2, "{\"service\":\"b\"}"));
        log.record(from(PathEvent.Kind.PROVEN, "staging", 3, "{\"service\":\"c\"}"));
        log.record(from(PathEvent.Kind.REVOKED, "staging", 4, ""));

        List<String> kept = List.of("", "{\"service\":\"b\"}", "{\"service\":\"c\"}", "");
        assertThat(of(log, "api").stream().map(PathEvent::teamFile).toList(), is(kept));
        assertThat(
                "all keep what they prove",
                of(new ReleaseLog(file()), "api").stream()
                        .map(PathEvent::definition)
                        .toList(),
                is(List.of("d1", "d2", "d3", "d4")));
        List<PathEvent> read = of(new ReleaseLog(file()), "api");
        assertThat(read.stream().map(PathEvent::teamFile).toList(), is(kept));
        assertThat(read, is(of(log, "api")));
    }

    @Test
    public void theNewestOfAServiceAreKept() throws Exception {
        ReleaseLog log = new ReleaseLog(file());
        for (int i = 1; i <= 600; i++) {
            log.record(event("1", "api", i));
        }

        List<PathEvent> kept = of(new ReleaseLog(file()), "api");
        assertThat(kept.size(), is(200));
        assertThat(kept.get(199).at(), is(600L));
        assertThat("rewritten at the start", Files.readAllLines(file()).size(), is(200));
    }

    @Test
    public void aServiceOfTheSameNameInAnotherAccountTakesNoEventFromIt() throws Exception {
        ReleaseLog log = new ReleaseLog(file());
        log.record(event("1", "api", 1));
        for (int i = 2; i <= 400; i++) {
            log.record(event("2", "api", i));
        }

        List<PathEvent> kept = of(new ReleaseLog(file()), "api");
        assertThat(kept.get(0), is(event("1", "api", 1)));
        assertThat(kept.size(), is(201));
    }
}
