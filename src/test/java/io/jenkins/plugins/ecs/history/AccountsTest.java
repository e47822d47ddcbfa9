package io.jenkins.plugins.ecs.history;

import static io.jenkins.plugins.ecs.history.Records.API;
import static io.jenkins.plugins.ecs.history.Records.at;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.state.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AccountsTest {

    private static final String ONE = "111111111111";
    private static final String TWO = "222222222222";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private static DeploymentRecord in(String account, String job, int build, long minute, Verdict verdict) {
        String arn = "arn:aws-cn:ecs:cn-north-1:" + account + ":task-definition/api:";
        return Records.record(API, job, build, minute, verdict, true, arn + build, arn + (build - 1), "");
    }

    private static DeploymentRecord refused(String job, int build, long minute) {
        return Records.record(API, job, build, minute, Verdict.REFUSED, false, "", "", "");
    }

    private static Map<String, List<Integer>> builds(DeploymentRecord... records) {
        Map<String, List<Integer>> builds = new java.util.TreeMap<>();
        Accounts.of(List.of(records))
                .forEach((account, own) -> builds.put(
                        account, own.stream().map(r -> r.build().build()).toList()));
        return builds;
    }

    @Test
    public void theAccountIsReadFromWhateverArnThereIs() {
        assertThat(in(ONE, "a", 1, 0, Verdict.SUCCESS).account(), is(ONE));
        assertThat(
                Records.record(
                                API,
                                "a",
                                1,
                                0,
                                Verdict.REFUSED,
                                false,
                                "",
                                "arn:aws:ecs:eu-west-1:" + TWO + ":task-definition/api:1",
                                "")
                        .account(),
                is(TWO));
        assertThat(Records.of(1, 0, Verdict.SUCCESS).account(), is(""));
        assertThat(
                "no account of ours in it",
                Records.record(API, "a", 1, 0, Verdict.SUCCESS, true, "x arn:aws:ecs:r:" + ONE + ":y", "", "")
                        .account(),
                is(""));
    }

    @Test
    public void oneAccountHasAllDeploymentsAlsoThoseThatTellNone() {
        assertThat(builds(), is(Map.of()));
        assertThat(
                builds(refused("a", 1, 0), in(ONE, "b", 2, 10, Verdict.SUCCESS), refused("c", 3, 20)),
                is(Map.of(ONE, List.of(1, 2, 3))));
        assertThat(builds(refused("a", 1, 0), refused("b", 2, 10)), is(Map.of("", List.of(1, 2))));
    }

    @Test
    public void whatTellsNoneOfSeveralAccountsFollowsItsJob() {
        DeploymentRecord one = in(ONE, "a", 1, 0, Verdict.SUCCESS);
        DeploymentRecord two = in(TWO, "b", 2, 10, Verdict.SUCCESS);

        assertThat(
                "the account of its job, not the newest",
                builds(one, two, refused("a", 3, 20)),
                is(Map.of(ONE, List.of(1, 3), TWO, List.of(2))));
        assertThat(
                "also where the job told it only later",
                builds(refused("b", 3, -10), one, two),
                is(Map.of(ONE, List.of(1), TWO, List.of(3, 2))));
        assertThat(
                "the newest, where the job never told one",
                builds(one, two, refused("c", 3, 20)),
                is(Map.of(ONE, List.of(1), TWO, List.of(2, 3))));
    }

    @Test
    public void aLineOfAnOlderVersionIsReadWithItsAccount() throws IOException {
        Path file = folder.getRoot().toPath().resolve("d.jsonl");
        Files.writeString(
                file,
                "{\"id\":\"x\",\"region\":\"eu-central-1\",\"cluster\":\"prod\",\"service\":\"api\",\"job\":\"shop\","
                        + "\"build\":1,\"by\":\"jane\",\"commit\":\"\",\"changedAt\":1,\"state\":\"HEALTHY\","
                        + "\"percent\":100,\"verdict\":\"SUCCESS\",\"touched\":true,\"version\":\"1.0\","
                        + "\"taskDefinition\":\"arn:aws:ecs:eu-central-1:" + ONE + ":task-definition/api:1\","
                        + "\"before\":\"\",\"rolledBackTo\":\"\",\"images\":{},\"digests\":{},\"cause\":\"\","
                        + "\"startedAt\":10,\"finishedAt\":20}\n");
        History history = new History(file);
        history.load();

        DeploymentRecord record = history.of(API).get(0);
        assertThat(record.account(), is(ONE));
        assertThat(record.target(), is(""));
        assertThat(record.look(), is(DeploymentRecord.Look.NONE));
        assertThat(ServiceStatus.of(history.of(API)).state(), is(DeployState.HEALTHY));
    }

    @Test
    public void eachAccountKeepsItsNewestGoodDeployment() throws IOException {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(in(ONE, "a", 1, 0, Verdict.SUCCESS));
        history.note(in(ONE, "a", 2, 10, Verdict.STOPPED));
        history.note(in(TWO, "b", 3, 20, Verdict.SUCCESS));
        history.note(in(TWO, "b", 4, 30, Verdict.SUCCESS));

        history.forgetBefore(at(1000));

        assertThat(
                builds(history.of(API).toArray(DeploymentRecord[]::new)),
                is(Map.of(ONE, List.of(1, 2), TWO, List.of(4))));
    }

    @Test
    public void aVerificationLooksAtTheAccountOfItsJob() throws IOException {
        History history = new History(folder.getRoot().toPath().resolve("d.jsonl"));
        history.note(in(ONE, "a", 1, 0, Verdict.SUCCESS));
        history.note(in(TWO, "b", 2, 10, Verdict.SUCCESS));
        DeploymentRecord.Look drifted = new DeploymentRecord.Look(at(30), true);

        history.look(API, "nobody", at(20), drifted);
        assertThat("it can't be told which", drifted(history), is(empty()));
        history.look(API, "a", at(20), drifted);
        assertThat(drifted(history), contains(1));
    }

    private static List<Integer> drifted(History history) {
        return history.of(API).stream()
                .filter(r -> r.look().drifted())
                .map(r -> r.build().build())
                .toList();
    }
}
