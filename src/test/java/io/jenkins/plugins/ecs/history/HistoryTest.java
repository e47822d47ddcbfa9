package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.API;
import static io.jenkins.plugins.ecs.history.Records.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.rollout.Outcomes;
import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HistoryTest {

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file;
    private History history;

    @Before
    public void open() {
        file = folder.getRoot().toPath().resolve("ecs-deployments/deployments.jsonl");
        history = new History(file);
    }

    private History reopened() throws IOException {
        History again = new History(file);
        again.load();
        return again;
    }

    @Test
    public void aLineThatACrashCutOffSpoilsNeitherTheOldNorTheNewOnes() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        Files.writeString(file, "{\"id\":\"id2\",\"serv", StandardOpenOption.APPEND);

        History again = reopened();
        again.note(Records.of(3, 10, Verdict.SUCCESS));

        assertThat(builds(reopened()), contains(1, 3));
    }

    @Test
    public void aWriteThatFailsHalfWaySpoilsItsOwnLineOnly() throws IOException {
        boolean[] full = {false};
        RecordFile disk = new RecordFile(file) {
            @Override
            protected void write(byte[] text) throws IOException {
                super.write(full[0] ? Arrays.copyOf(text, text.length / 2) : text);
                if (full[0]) {
                    throw new IOException("No space left on device");
                }
            }
        };
        History written = new History(disk);
        written.note(Records.of(1, 0, Verdict.SUCCESS));
        full[0] = true;
        assertThrows(IOException.class, () -> written.note(Records.of(2, 10, Verdict.SUCCESS)));
        full[0] = false;
        written.note(Records.of(3, 20, Verdict.SUCCESS));

        assertThat(builds(reopened()), contains(1, 3));
    }

    @Test
    public void aBuildThatEndsWhileItsFolderIsMovedIsKnownOnceAndByItsEnd() throws IOException {
        DeploymentRecord ended = Records.of(API, "shop/api", 1, 0, Verdict.SUCCESS);
        DeploymentRecord begun = new DeploymentRecord(
                ended.id(),
                ended.service(),
                ended.build(),
                DeployState.DEPLOYING,
                40,
                null,
                true,
                ended.version(),
                ended.taskDefinition(),
                ended.before(),
                "",
                ended.images(),
                ended.digests(),
                "",
                ended.startedAt(),
                0,
                "",
                "",
                ended.look(),
                false);
        history.note(begun);
        history.note(ended.inJob("store/api"));

        history.move("shop", "store");
        history.ended("store/api", 1, at(5));

        assertThat(history.all(), contains(ended.inJob("store/api")));
        assertThat(reopened().all(), contains(ended.inJob("store/api")));
    }

    @Test
    public void rubbishInTheFileIsLeftOut() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(file, "[1]\nnull\n{}\n\"text\"\n{\"id\":7}\n", StandardOpenOption.APPEND);
        Files.writeString(
                file,
                "{\"id\":\"x\",\"service\":\"api\",\"verdict\":\"FROM_THE_FUTURE\",\"state\":\"?\"}\n",
                StandardOpenOption.APPEND);

        History again = reopened();

        assertThat(again.all(), hasSize(2));
        DeploymentRecord future = again.of(new ServiceKey("", "", "api")).get(0);
        assertThat("it ended somehow", future.isUnderWay(), is(false));
        assertThat(future.isGreen(), is(false));
        assertThat(future.state(), is(DeployState.UNKNOWN));
    }

    @Test
    public void aRestartFindsEverything() throws IOException {
        String hostile = "<script>\"'\\\n\u202e" + "x".repeat(10_000);
        DeploymentRecord record = DeploymentRecord.of(
                "id",
                new BuildFacts(hostile, 7, hostile, hostile, 42),
                Outcomes.of("prod", "api")
                        .underWay()
                        .verdict(Verdict.ROLLED_BACK, hostile)
                        .allTexts(hostile)
                        .outcome());
        history.note(record);
        history.note(Records.of(2, 0, null));

        History again = reopened();

        assertThat(again.all(), is(history.all()));
        assertThat(again.of(API).stream().anyMatch(record::equals), is(true));
    }

    @Test
    public void aDeploymentIsOneRecordFromItsBeginToItsEnd() throws IOException {
        history.note(Records.of(1, 0, null));
        history.note(Records.of(1, 0, null));
        history.note(Records.of(1, 0, Verdict.SUCCESS));

        assertThat(history.of(API), hasSize(1));
        assertThat(history.of(API).get(0).isGreen(), is(true));
        assertThat("begin and end", Files.readAllLines(file), hasSize(2));
        assertThat(reopened().all(), is(history.all()));
    }

    @Test
    public void recordsGoWithTheirBuildAndTheirJob() throws IOException {
        history.note(Records.of(API, "shop/api", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(API, "shop/api", 2, 10, Verdict.SUCCESS));
        history.note(Records.of(API, "shop/api2", 1, 20, Verdict.SUCCESS));
        history.note(Records.of(API, "shop/deep/er", 1, 30, Verdict.SUCCESS));

        history.forget("shop/api", 1);
        assertThat(builds(history), contains(2, 1, 1));
        history.forget("shop/api", 0);
        assertThat("no other job, though its name begins alike", builds(history), contains(1, 1));
        history.forget("nobody", 0);
        assertThat(reopened().all(), is(history.all()));
        history.forget("shop", 0);
        assertThat("a folder takes all of its jobs along", history.all(), is(empty()));
        assertThat(history.services().entrySet(), is(empty()));
        assertThat(reopened().all(), is(empty()));
    }

    @Test
    public void recordsMoveWithTheirJobOrFolder() throws IOException {
        history.note(Records.of(API, "shop/api", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(API, "shopping", 2, 10, Verdict.SUCCESS));

        history.move("shop", "store/front");

        List<String> jobs = history.all().stream().map(r -> r.build().job()).toList();
        assertThat(jobs, contains("store/front/api", "shopping"));
        assertThat(reopened().all(), is(history.all()));
    }

    @Test
    public void whatABuildLeftUnderWayIsLostAndNotGreen() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        history.note(Records.of(2, 10, null));

        history.ended("shop/api", 2, at(20));

        DeploymentRecord lost = history.of(API).get(1);
        assertThat(lost.verdict(), is(Verdict.UNKNOWN));
        assertThat(lost.finishedAt(), is(at(20)));
        assertThat(reopened().all(), is(history.all()));
        assertThat("the other is as it was", history.of(API).get(0).isGreen(), is(true));
    }

    @Test
    public void aLostFileIsMadeAnewFromTheBuildsAndKeepsWhatIsUnderWay() throws IOException {
        assertThat(history.exists(), is(false));
        history.note(Records.of(3, 20, null));

        history.rebuild(
                List.of(Records.of(2, 10, Verdict.SUCCESS), Records.of(1, 0, Verdict.SUCCESS)), Records.at(100));

        assertThat(builds(history), contains(1, 2, 3));
        assertThat(reopened().all(), is(history.all()));
    }

    @Test
    public void whatEndsWhileTheBuildsAreAskedIsKeptAsItEnded() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        history.note(Records.of(2, 101, Verdict.SUCCESS));

        history.rebuild(List.of(Records.of(2, 101, null)), Records.at(100));

        assertThat("a build that is gone", builds(history), contains(2));
        assertThat(history.all().get(0).isUnderWay(), is(false));
        assertThat(reopened().all(), is(history.all()));
    }

    @Test
    public void aFileFullOfDeadLinesIsWrittenAnew() throws IOException {
        for (int i = 1; i <= 60; i++) {
            history.note(Records.of(i, i, null));
            history.note(Records.of(i, i, Verdict.SUCCESS));
            if (i > 1) {
                history.forget("shop/api", i - 1);
            }
        }
        long before = Files.size(file);

        History again = reopened();

        assertThat(builds(again), contains(60));
        assertThat(Files.size(file), is(lessThan(before / 10)));
        assertThat(reopened().all(), is(again.all()));
    }

    @Test
    public void retentionKeepsWhatTellsWhatRunsAndWhatMayBeGoneBackTo() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        history.note(Records.of(2, 10, Verdict.SUCCESS));
        history.note(Records.of(3, 20, Verdict.STOPPED));
        history.note(Records.of(4, 30, Verdict.STOPPED));
        history.note(Records.of(5, 40, null));

        history.forgetBefore(at(15));
        assertThat(builds(history), contains(2, 3, 4, 5));
        history.forgetBefore(at(1000));
        assertThat(builds(history), contains(2, 5));
        assertThat(reopened().all(), is(history.all()));
    }

    @Test
    public void changesAreCounted() throws IOException {
        long before = history.changes();
        history.note(Records.of(1, 0, null));
        long noted = history.changes();
        history.note(Records.of(1, 0, null));

        assertThat(noted, is(not(before)));
        assertThat("the same again is no change", history.changes(), is(noted));
    }

    @Test
    public void servicesAreInOrder() throws IOException {
        history.note(Records.of(new ServiceKey("eu-west-1", "prod", "web"), "web", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(new ServiceKey("eu-west-1", "prod", "api"), "api", 1, 0, Verdict.SUCCESS));
        history.note(Records.of(new ServiceKey("eu-central-1", "prod", "api"), "api", 2, 0, Verdict.SUCCESS));

        List<String> keys = history.services().keySet().stream()
                .map(k -> k.service() + " " + k.region())
                .toList();
        assertThat(keys, contains("api eu-central-1", "api eu-west-1", "web eu-west-1"));
    }

    @Test
    public void linesAreReadable() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));

        String line = Files.readString(file, StandardCharsets.UTF_8);

        assertThat(
                RecordJson.record(RecordFile.object(line).orElseThrow())
                        .orElseThrow()
                        .images(),
                is(Map.of("app", "repo/api:1.1")));
    }

    private static List<Integer> builds(History history) {
        return history.all().stream().map(r -> r.build().build()).toList();
    }

    @Test
    public void whatAVerificationFoundIsShownUntilTheNextLookOrDeployment() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        look(1, 3, true);
        assertThat("it began before the deployment had ended", state(), is(DeployState.HEALTHY));

        look(5, 6, true);
        assertThat(state(), is(DeployState.DRIFTED));
        assertThat(ServiceStatus.of(history.of(API)).since(), is(Records.at(6)));
        assertThat("after a restart, too", ServiceStatus.of(reopened().of(API)).state(), is(DeployState.DRIFTED));

        look(4, 5, false);
        assertThat("an older look changes nothing", state(), is(DeployState.DRIFTED));
        look(7, 8, false);
        assertThat(state(), is(DeployState.HEALTHY));
        assertThat(ServiceStatus.of(reopened().of(API)).state(), is(DeployState.HEALTHY));

        look(9, 10, true);
        history.note(Records.of(2, 20, Verdict.SUCCESS));
        assertThat(state(), is(DeployState.HEALTHY));
    }

    @Test
    public void aLookAtWhatNobodyDeployedIsForgotten() throws IOException {
        look(5, 6, true);
        history.note(Records.of(1, 10, null));
        look(11, 12, true);

        assertThat(history.of(API).get(0).look(), is(DeploymentRecord.Look.NONE));
    }

    @Test
    public void looksThatFindNothingNewDoNotMakeTheFileGrow() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        long before = Files.size(file);
        for (int minute = 5; minute < 50; minute++) {
            look(minute, minute + 1, false);
        }
        assertThat(Files.size(file), is(before));
    }

    @Test
    public void whatADeploymentSaysAgainKeepsWhatWasSeenOfIt() throws IOException {
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        look(5, 6, true);
        history.note(Records.of(1, 0, Verdict.SUCCESS));
        assertThat(state(), is(DeployState.DRIFTED));
    }

    private void look(long from, long to, boolean drifted) throws IOException {
        history.look(API, "ops/verify", Records.at(from), new DeploymentRecord.Look(Records.at(to), drifted));
    }

    private DeployState state() {
        return ServiceStatus.of(history.of(API)).state();
    }
}
