package io.jenkins.plugins.ecs.rollout.lock;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.rollout.lock.DeploymentLocks.Ticket;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Place;
import io.jenkins.plugins.ecs.rollout.lock.DeploymentQueue.Standing;
import io.jenkins.plugins.ecs.rollout.request.WhenBusy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class DeploymentLocksTest {

    private final DeploymentLocks locks = new DeploymentLocks();
    private final Set<String> dead = new HashSet<>();

    @Before
    public void open() {
        locks.open();
    }

    @Test
    public void theFirstGetsItAndTheOthersWaitInTheirOrder() {
        assertThat(ask("a", 1), is(Standing.FREE));
        assertThat(ask("c", 3), is(Standing.WAIT));
        assertThat(ask("b", 2), is(Standing.WAIT));
        Place place = locks.ask(ticket("c", 3, WhenBusy.WAIT));
        assertThat(place.behind(), is("build a"));
        assertThat(place.ahead(), is(1));

        locks.release("a");
        assertThat("came later", ask("c", 3), is(Standing.WAIT));
        assertThat("came earlier", ask("b", 2), is(Standing.FREE));
        locks.release("b");
        assertThat(ask("c", 3), is(Standing.FREE));
        locks.release("c");
        assertThat(locks.holders(), is(anEmptyMap()));
    }

    @Test
    public void anotherServiceIsAnotherLock() {
        assertThat(ask("a", 1), is(Standing.FREE));

        Ticket other = new Ticket("b", Set.of("web"), 1, 2, "build b", WhenBusy.WAIT, Map.of(), () -> true);

        assertThat(locks.ask(other).standing(), is(Standing.FREE));
        assertThat(locks.holders(), is(Map.of("api", "build a", "web", "build b")));
    }

    @Test
    public void whatIsLentIsTakenByTheNextAndBelongsToTheHolderUntilThen() {
        ask("a", 1);
        assertThat(locks.lend("a").isEmpty(), is(true));
        assertThat(locks.lend("a").isEmpty(), is(true));
        assertThat(locks.holders(), is(Map.of("api", "build a")));

        assertThat(locks.ask(ticket("b", 2, WhenBusy.FAIL)).standing(), is(Standing.FREE));
        assertThat(ask("c", 3), is(Standing.WAIT));

        assertThat(locks.lend("a").orElse(""), is("build b"));
        assertThat(locks.reclaim("a").orElse(""), is("build b"));
        assertThat(locks.holders(), is(Map.of("api", "build b")));
        locks.release("a");
        assertThat("it was not its own any more", ask("c", 3), is(Standing.WAIT));
    }

    /** After a restart both take it again, because each of them had it. */
    @Test
    public void whatWasTakenBeforeARestartIsStillTakenAfterIt() {
        locks.takeAgain(ticket("a", 1, WhenBusy.WAIT));
        locks.takeAgain(ticket("b", 2, WhenBusy.WAIT));

        assertThat(locks.reclaim("a").orElse(""), is("build b"));
        assertThat(locks.lend("a").orElse(""), is("build b"));
        assertThat(locks.holders(), is(Map.of("api", "build b")));
    }

    @Test
    public void aRollbackThatBeganBesideItHasTakenWhatIsLent() {
        ask("a", 1);
        Ticket rollback = ticket("r", 2, WhenBusy.WAIT).ofRollback();
        assertThat(locks.ask(rollback).standing(), is(Standing.GIVES_WAY));

        assertThat(locks.lend("a").orElse(""), is("build r"));
        assertThat(locks.ask(rollback).standing(), is(Standing.FREE));
    }

    @Test
    public void whatIsReclaimedIsNotTaken() {
        ask("a", 1);
        locks.lend("a");

        assertThat(locks.reclaim("a").isEmpty(), is(true));
        assertThat(ask("b", 2), is(Standing.WAIT));
    }

    @Test
    public void whatIsLentDoesNotCountForALimit() {
        Ticket one = new Ticket("a", Set.of("api"), 1, 1, "build a", WhenBusy.WAIT, Map.of("rule", 1), () -> true);
        Ticket other = new Ticket("b", Set.of("web"), 1, 2, "build b", WhenBusy.WAIT, Map.of("rule", 1), () -> true);
        locks.ask(one);
        assertThat(locks.ask(other).standing(), is(Standing.WAIT));
        locks.lend("a");

        assertThat(locks.ask(other).standing(), is(Standing.FREE));
        assertThat(locks.lend("a").isEmpty(), is(true));
    }

    @Test
    public void whoDoesNotWantToWaitIsToldWhoHasIt() {
        ask("a", 1);

        Place place = locks.ask(ticket("b", 2, WhenBusy.FAIL));

        assertThat(place.standing(), is(Standing.BUSY));
        assertThat(place.behind(), is("build a"));
        locks.release("a");
        assertThat("it left nothing behind", ask("c", 3), is(Standing.FREE));
    }

    @Test
    public void theNewestTakesThePlaceOfThoseThatAgreedToThat() {
        ask("a", 1);
        assertThat(ask("patient", 2), is(Standing.WAIT));
        assertThat(ask("b", 3, WhenBusy.SUPERSEDE_WAITING), is(Standing.WAIT));
        assertThat(ask("c", 4, WhenBusy.SUPERSEDE_WAITING), is(Standing.WAIT));

        Place place = locks.ask(ticket("b", 3, WhenBusy.SUPERSEDE_WAITING));
        assertThat(place.standing(), is(Standing.SUPERSEDED));
        assertThat(place.behind(), is("build c"));
        locks.release("a");
        assertThat("who only waits is not superseded", ask("patient", 2), is(Standing.FREE));
        locks.release("patient");
        assertThat(ask("c", 4, WhenBusy.SUPERSEDE_WAITING), is(Standing.FREE));
        assertThat("who deploys already is not superseded", ask("d", 5, WhenBusy.SUPERSEDE_WAITING), is(Standing.WAIT));
        assertThat(ask("c", 4, WhenBusy.SUPERSEDE_WAITING), is(Standing.FREE));
    }

    @Test
    public void whoIsGoneHoldsNothing() {
        ask("a", 1);
        ask("b", 2);
        assertThat(ask("c", 3), is(Standing.WAIT));

        dead.add("a");
        dead.add("b");

        assertThat(ask("c", 3), is(Standing.FREE));
        assertThat(locks.holders(), is(Map.of("api", "build c")));
    }

    @Test
    public void afterARestartTheOldOrderStands() {
        DeploymentLocks after = new DeploymentLocks();
        assertThat(
                "nobody knows yet who had it",
                after.ask(ticket("c", 3, WhenBusy.WAIT)).standing(),
                is(Standing.WAIT));
        assertThat(after.ask(ticket("c", 3, WhenBusy.FAIL)).behind(), containsString("resumed after the restart"));
        after.takeAgain(ticket("a", 1, WhenBusy.WAIT));
        after.open();

        assertThat(after.ask(ticket("c", 3, WhenBusy.WAIT)).behind(), is("build a"));
        assertThat(after.ask(ticket("b", 2, WhenBusy.WAIT)).standing(), is(Standing.WAIT));
        after.release("a");
        assertThat(after.ask(ticket("c", 3, WhenBusy.WAIT)).standing(), is(Standing.WAIT));
        assertThat(after.ask(ticket("b", 2, WhenBusy.WAIT)).standing(), is(Standing.FREE));
    }

    @Test
    public void afterARestartWhatWasLentBelongsToTheOneThatTookIt() {
        for (boolean olderFirst : new boolean[] {true, false}) {
            DeploymentLocks after = new DeploymentLocks();
            List<Ticket> resumed = List.of(ticket("a", 1, WhenBusy.WAIT), ticket("b", 2, WhenBusy.WAIT));
            after.takeAgainIfNotTaken(resumed.get(olderFirst ? 0 : 1));
            after.takeAgainIfNotTaken(resumed.get(olderFirst ? 1 : 0));
            after.takeAgainIfNotTaken(resumed.get(0));
            after.takeAgainIfNotTaken(resumed.get(1));
            assertThat("another may still come", after.isOpen(), is(false));
            after.open();
            assertThat(after.isOpen(), is(true));

            assertThat(after.lend("a").orElse(""), is("build b"));
            assertThat(after.reclaim("a").orElse(""), is("build b"));
            assertThat(after.reclaim("b").isEmpty(), is(true));
            assertThat(after.holders(), is(Map.of("api", "build b")));
        }
    }

    @Test
    public void afterARestartTheSupersededStaySo() {
        ask("a", 1);
        ask("c", 4, WhenBusy.SUPERSEDE_WAITING);

        assertThat(ask("b", 3, WhenBusy.SUPERSEDE_WAITING), is(Standing.SUPERSEDED));
    }

    @Test
    public void noMoreRunAtOnceThanTheRulesAllow() {
        assertThat(limited("a", "api", 1), is(Standing.FREE));
        assertThat(limited("b", "web", 2), is(Standing.FREE));
        Place place = locks.ask(limitedTicket("c", "worker", 3));
        assertThat(place.standing(), is(Standing.WAIT));
        assertThat(place.behind(), is("build a and others (concurrency limit: target prod)"));
        assertThat(limited("d", "cron", 4), is(Standing.WAIT));

        locks.release("b");
        assertThat("came later", limited("d", "cron", 4), is(Standing.WAIT));
        assertThat(limited("c", "worker", 3), is(Standing.FREE));
    }

    @Test
    public void whoWaitsForItsOwnServiceDoesNotHoldUpOthers() {
        assertThat(limited("a", "api", 1), is(Standing.FREE));
        assertThat("its service is taken", limited("b", "api", 2), is(Standing.WAIT));
        assertThat("one more may run", limited("c", "web", 3), is(Standing.FREE));
    }

    @Test
    public void severalAreGivenTogetherOrNotAtAll() {
        assertThat(ask("a", 1), is(Standing.FREE));

        Place place = locks.ask(group("g", 2, 1, "api", "web"));
        assertThat(place.standing(), is(Standing.WAIT));
        assertThat(place.behind(), is("build a"));
        assertThat("it holds none of them yet", locks.holders(), is(Map.of("api", "build a")));
        assertThat(
                "but nobody overtakes it", locks.ask(group("late", 3, 1, "web")).standing(), is(Standing.WAIT));
        assertThat("and others go on", locks.ask(group("other", 4, 1, "worker")).standing(), is(Standing.FREE));

        locks.release("a");
        assertThat(locks.ask(group("g", 2, 1, "api", "web")).standing(), is(Standing.FREE));
        assertThat(locks.holders().keySet(), is(Set.of("worker", "api", "web")));
    }

    @Test
    public void twoThatWantTheSameInAnotherOrderDoNotWaitForEachOther() {
        assertThat(locks.ask(group("g", 1, 1, "api", "web")).standing(), is(Standing.FREE));
        assertThat(locks.ask(group("h", 2, 1, "web", "api")).standing(), is(Standing.WAIT));

        locks.release("g");

        assertThat(locks.ask(group("h", 2, 1, "web", "api")).standing(), is(Standing.FREE));
    }

    @Test
    public void severalCountForAsManyAsTheyDeployAtOnce() {
        assertThat(locks.ask(limitedGroup("g", 1, 2, "api", "web", "worker")).standing(), is(Standing.FREE));
        assertThat("two of two run", limited("b", "cron", 2), is(Standing.WAIT));
        locks.release("g");
        assertThat(limited("b", "cron", 2), is(Standing.FREE));
        assertThat(
                "one of two runs",
                locks.ask(limitedGroup("g", 3, 2, "api", "web")).standing(),
                is(Standing.WAIT));
        assertThat(locks.ask(limitedGroup("h", 4, 1, "mail", "jobs")).standing(), is(Standing.WAIT));
        locks.release("g");
        assertThat(locks.ask(limitedGroup("h", 4, 1, "mail", "jobs")).standing(), is(Standing.FREE));
    }

    @Test
    public void whoWantsMoreAtOnceThanTheRulesAllowKeepsToThem() {
        assertThat(locks.ask(limitedGroup("g", 1, 9, "api", "web", "worker")).standing(), is(Standing.FREE));
    }

    @Test
    public void aNewerOneTakesThePlaceOfSeveralOnlyIfItDeploysThemAll() {
        ask("a", 1);
        Ticket group = superseding("g", 2, "api", "web");
        assertThat(locks.ask(group).standing(), is(Standing.WAIT));

        assertThat(locks.ask(superseding("one", 3, "api")).standing(), is(Standing.WAIT));
        assertThat(locks.ask(group).standing(), is(Standing.WAIT));

        assertThat(locks.ask(superseding("all", 4, "worker", "web", "api")).standing(), is(Standing.WAIT));
        assertThat(locks.ask(group).standing(), is(Standing.SUPERSEDED));
    }

    @Test
    public void aRollbackWaitsForNoDeploymentAndOthersWaitForBoth() {
        ask("a", 1);
        ask("b", 2);

        assertThat("a has yet to give way", back("back", 3), is(Standing.GIVES_WAY));
        assertThat(locks.overtakenBy("a", "api").orElse(""), is("build back"));

        locks.release("a");
        assertThat(back("back", 3), is(Standing.FREE));
        assertThat(ask("b", 2), is(Standing.WAIT));
        locks.release("back");
        assertThat(locks.overtakenBy("b", "api").isPresent(), is(false));
        assertThat(ask("b", 2), is(Standing.FREE));
    }

    @Test
    public void aRollbackWaitsForARollbackAndComesBeforeDeployments() {
        assertThat(back("first", 1), is(Standing.FREE));
        assertThat(ask("deployment", 2), is(Standing.WAIT));
        assertThat(back("second", 3), is(Standing.WAIT));

        locks.release("first");

        assertThat(ask("deployment", 2), is(Standing.WAIT));
        assertThat(back("second", 3), is(Standing.FREE));
    }

    @Test
    public void noNumberOfDeploymentsHoldsUpARollback() {
        limited("a", "web", 1);
        limited("b", "worker", 2);

        assertThat(locks.ask(limitedTicket("back", "api", 3).ofRollback()).standing(), is(Standing.FREE));
    }

    @Test
    public void aRollbackDoesNotWaitForWhatARestartTakesUpAgain() {
        DeploymentLocks after = new DeploymentLocks();

        assertThat(after.ask(ticket("back", 3, WhenBusy.WAIT).ofRollback()).standing(), is(Standing.FREE));
    }

    @Test
    public void aDeadRollbackOvertakesNobody() {
        ask("a", 1);
        back("back", 2);
        dead.add("back");

        assertThat(locks.overtakenBy("a", "api").isPresent(), is(false));
    }

    @Test
    public void whatIsNotNeededAnyMoreIsFree() {
        locks.ask(group("g", 1, 1, "api", "web"));
        assertThat(ask("b", 2), is(Standing.WAIT));

        locks.keep("g", Set.of("web"));

        assertThat(ask("b", 2), is(Standing.FREE));
        assertThat(locks.ask(group("h", 3, 1, "web")).standing(), is(Standing.WAIT));
    }

    private Standing back(String id, long queuedAt) {
        return locks.ask(ticket(id, queuedAt, WhenBusy.WAIT).ofRollback()).standing();
    }

    private Ticket group(String id, long queuedAt, int atOnce, String... keys) {
        return new Ticket(
                id, Set.of(keys), atOnce, queuedAt, "build " + id, WhenBusy.WAIT, Map.of(), () -> !dead.contains(id));
    }

    private Ticket limitedGroup(String id, long queuedAt, int atOnce, String... keys) {
        return new Ticket(
                id, Set.of(keys), atOnce, queuedAt, "build " + id, WhenBusy.WAIT, Map.of("target prod", 2), () -> true);
    }

    private Ticket superseding(String id, long queuedAt, String... keys) {
        return new Ticket(
                id, Set.of(keys), 1, queuedAt, "build " + id, WhenBusy.SUPERSEDE_WAITING, Map.of(), () -> true);
    }

    private Standing ask(String id, long queuedAt) {
        return ask(id, queuedAt, WhenBusy.WAIT);
    }

    private Standing ask(String id, long queuedAt, WhenBusy whenBusy) {
        return locks.ask(ticket(id, queuedAt, whenBusy)).standing();
    }

    private Ticket ticket(String id, long queuedAt, WhenBusy whenBusy) {
        return new Ticket(id, Set.of("api"), 1, queuedAt, "build " + id, whenBusy, Map.of(), () -> !dead.contains(id));
    }

    private Standing limited(String id, String key, long queuedAt) {
        return locks.ask(limitedTicket(id, key, queuedAt)).standing();
    }

    private Ticket limitedTicket(String id, String key, long queuedAt) {
        return new Ticket(
                id,
                Set.of(key),
                1,
                queuedAt,
                "build " + id,
                WhenBusy.WAIT,
                Map.of("target prod", 2),
                () -> !dead.contains(id));
    }
}
