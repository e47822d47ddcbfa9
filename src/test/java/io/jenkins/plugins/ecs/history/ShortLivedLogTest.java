package io.jenkins.plugins.ecs.history;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.ecs.history.ShortLivedService.Branch;
import io.jenkins.plugins.ecs.history.ShortLivedService.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Services that have to be deleted are known after a restart, and none is forgotten or deleted in place of another. */
public class ShortLivedLogTest {

    private static final long MINUTE = 60_000;

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path file() {
        return folder.getRoot().toPath().resolve("ecs-deployments/pull-requests.jsonl");
    }

    private static ShortLivedService service(String job, String name, long until) {
        return new ShortLivedService(job, new ServiceKey("eu-central-1", "staging", name), "staging-eu", "web", until);
    }

    private static Optional<String> claim(ShortLivedLog log, ShortLivedService wanted) throws IOException {
        return log.claim(wanted, service -> true);
    }

    @Test
    public void anotherJobDoesNotTakeAServiceWhileItsOwnIsThere() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        ShortLivedService other = service("mail/PR-7", "api-pr-7", 200);

        assertThat(
                claim(log, other).orElse(""),
                is("service: staging/api-pr-7 (eu-central-1, target staging-eu) is released by the job shop/PR-7. Use"
                        + " another name of the service, or another target"));
        assertThat(log.all().get(0).job(), is("shop/PR-7"));
        assertThat(log.claim(other, service -> false), is(Optional.empty()));
        assertThat(log.all(), is(List.of(other)));
    }

    @Test
    public void theTargetsOfTwoAccountsMayHaveClustersOfTheSameName() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        claim(
                log,
                new ShortLivedService(
                        "mail/PR-7",
                        new ServiceKey("eu-central-1", "staging", "api-pr-7"),
                        "other-account",
                        "web",
                        200));
        assertThat(log.all(), hasSize(2));
    }

    @Test
    public void moreThanFiveHundredAreRefusedAndNoneIsForgotten() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        for (int i = 0; i < 500; i++) {
            assertThat(claim(log, service("shop/PR-" + i, "api-pr-" + i, 100)), is(Optional.empty()));
        }
        assertThat(
                claim(log, service("shop/PR-500", "api-pr-500", 100)).orElse(""),
                containsString("this Jenkins has 500 services of pull requests already"));
        assertThat("released again", claim(log, service("shop/PR-3", "api-pr-3", 200)), is(Optional.empty()));
        assertThat(log.all(), hasSize(500));
    }

    @Test
    public void aRestartFindsAllOfItAndLinesThatCannotBeReadAreKept() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        log.failed(log.all().get(0), "AccessDenied\nfor role", 5);
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.add("{\"job\":\"shop/PR-8\",\"trunc");
        lines.add("{\"job\":\"shop/PR-9\"}");
        Files.write(file(), lines);

        ShortLivedLog later = new ShortLivedLog(file());
        assertThat(later.unreadableLines(), is(2));
        assertThat(later.all(), is(log.all()));
        assertThat(later.all().get(0).failure(), is(new ShortLivedService.Failure("AccessDenied for role", 5, 5, 1)));
        claim(later, service("shop/PR-10", "api-pr-10", 100));
        assertThat(Files.readAllLines(file()), hasSize(4));
        assertThat(String.join("\n", Files.readAllLines(file())), containsString("{\"job\":\"shop/PR-8\",\"trunc"));
    }

    @Test
    public void whatCannotBeSavedIsNotClaimed() throws Exception {
        Files.createFile(folder.getRoot().toPath().resolve("ecs-deployments"));
        ShortLivedLog log = new ShortLivedLog(file());

        assertThrows(IOException.class, () -> claim(log, service("shop/PR-7", "api-pr-7", 100)));
        assertThat(log.all(), is(empty()));
    }

    @Test
    public void theEndOfADeletionDoesNotForgetWhatWasReleasedMeanwhile() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        ShortLivedService first = service("shop/PR-7", "api-pr-7", 100);
        claim(log, first);
        claim(log, service("shop/PR-7", "api-pr-7", 200));

        log.forget(first);
        log.failed(first, "denied", 5);
        assertThat(log.current(first), is(Optional.empty()));
        assertThat(log.all(), is(List.of(service("shop/PR-7", "api-pr-7", 200))));
        log.forget(log.all().get(0));
        assertThat(new ShortLivedLog(file()).all(), is(empty()));
    }

    @Test
    public void renamedJobsAndFoldersKeepTheirServices() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/api/PR-7", "api-pr-7", 100));
        claim(log, service("shop-2/api/PR-7", "other-pr-7", 100));

        log.move("shop", "team/shop");
        log.move("shop/api/PR-7", "team/shop/api/PR-7");
        log.move("none", "other");
        assertThat(
                new ShortLivedLog(file())
                        .all().stream().map(ShortLivedService::job).toList(),
                is(List.of("team/shop/api/PR-7", "shop-2/api/PR-7")));
    }

    @Test
    public void aServiceIsDueWithoutItsBranchOrAfterItsTime() {
        ShortLivedService service = service("shop/PR-7", "api-pr-7", 100);
        assertThat(service.due(Branch.RESTING, 99), is(Optional.empty()));
        assertThat(service.due(Branch.RESTING, 100), is(Optional.of(Reason.TIME_LIMIT)));
        assertThat("a build may create it yet", service.due(Branch.BUILDING, 100), is(Optional.empty()));
        assertThat(service.due(Branch.DEAD, 1), is(Optional.of(Reason.BRANCH_DELETED)));
    }

    @Test
    public void aJobThatIsOnlyAbsentMayNotHaveBeenLoadedAndIsNoReasonToDeleteAnything() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        claim(log, service("shop/PR-70", "api-pr-70", 100));

        ShortLivedService absent = log.all().get(0);
        assertThat(absent.due(Branch.ABSENT, 99), is(Optional.empty()));
        assertThat(absent.due(Branch.ABSENT, 100), is(Optional.of(Reason.TIME_LIMIT)));
        assertThat("another job cannot have it", absent.hasBranch(Branch.ABSENT), is(true));

        log.jobDeleted("shop/PR-7", true);
        ShortLivedService deleted = new ShortLivedLog(file()).all().get(0);
        assertThat(deleted.due(Branch.ABSENT, 1), is(Optional.of(Reason.BRANCH_DELETED)));
        assertThat(deleted.hasBranch(Branch.ABSENT), is(false));
        assertThat("there again", deleted.due(Branch.RESTING, 1), is(Optional.empty()));
        assertThat(log.all().get(1).due(Branch.ABSENT, 1), is(Optional.empty()));
    }

    @Test
    public void aBranchThatIsThereAgainOrReleasesAgainIsNotDeletedAnyMore() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        claim(log, service("shop/PR-8", "api-pr-8", 100));
        log.jobDeleted("shop", true);
        assertThat(log.all().get(0).due(Branch.ABSENT, 1), is(Optional.of(Reason.BRANCH_DELETED)));

        log.jobDeleted("shop/PR-7", false);
        claim(log, service("shop/PR-8", "api-pr-8", 200));

        assertThat(log.all().get(0).due(Branch.ABSENT, 1), is(Optional.empty()));
        assertThat(log.all().get(1).due(Branch.ABSENT, 1), is(Optional.empty()));
    }

    @Test
    public void aNewFolderOfTheSameNameDoesNotBringItsJobsBack() throws Exception {
        ShortLivedLog log = new ShortLivedLog(file());
        claim(log, service("shop/PR-7", "api-pr-7", 100));
        log.jobDeleted("shop", true);

        log.jobDeleted("shop", false);

        assertThat(log.all().get(0).due(Branch.ABSENT, 1), is(Optional.of(Reason.BRANCH_DELETED)));
    }

    @Test
    public void theAttemptsBecomeRarerUpToOneAnHourAndEndAfterThirtyDays() {
        ShortLivedService service = service("shop/PR-7", "api-pr-7", 100);
        assertThat(service.mayTry(0), is(true));
        assertThat(service.isGivenUp(Long.MAX_VALUE), is(false));
        long now = 1_000_000;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            service = service.failed("denied", now);
            long pause = 0;
            while (!service.mayTry(now + pause)) {
                pause += MINUTE;
            }
            pauses.add(pause / MINUTE);
            now += pause;
        }
        assertThat(pauses, is(List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L)));
        for (int i = 0; i < 2_000; i++) {
            service = service.failed("denied", now);
        }
        assertThat("no overflow", service.mayTry(now + 59 * MINUTE), is(false));
        assertThat("a clock that was set back", service.mayTry(now - 1), is(true));
        assertThat(service.isGivenUp(1_000_000 + Duration.ofDays(30).toMillis()), is(false));
        assertThat(service.isGivenUp(1_000_001 + Duration.ofDays(30).toMillis()), is(true));
    }
}
