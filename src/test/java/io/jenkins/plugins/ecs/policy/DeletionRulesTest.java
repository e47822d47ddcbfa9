package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.policy.Change.Deletion;
import io.jenkins.plugins.ecs.policy.Change.OtherDeployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** What may be deleted, and created: by rules, and by the defaults where no level has such a rule. */
public class DeletionRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final Change CHANGE = new Change(
            "123456789012",
            "eu-central-1",
            "test",
            "pr-7",
            List.of(),
            List.of(),
            true,
            null,
            false,
            false,
            Subject.UNKNOWN,
            Change.Context.NONE);

    private static Change deletes(boolean ephemeral) {
        return CHANGE.of(new Deletion(ephemeral, null, null));
    }

    /** Deployed by another job as long ago. */
    private static Change deletes(boolean ephemeral, String forcedBy, Duration ago) {
        long at = NOW.minus(ago).toEpochMilli();
        return CHANGE.of(new Deletion(ephemeral, forcedBy, new OtherDeployment("shop/other", 3, at)));
    }

    private static Judgement judge(Change change, Rule... rules) {
        Policy policy = new Policy("folder shop", "", List.of(rules), null);
        return new Rulebook(List.of(policy), List.of(), List.of()).judge(null, change, NOW);
    }

    private static String refusal(Change change, Rule... rules) {
        return judge(change, rules).text();
    }

    @Test
    public void withoutARuleOnlyEphemeralServicesAreDeleted() {
        assertThat(
                refusal(deletes(false)),
                is(
                        "service test/pr-7 must not be deleted: no rule 'deletable' allows it, and it was not created by this plugin"
                                + " with the tag jenkins:ephemeral (rule 'deletable' of the defaults; ask an administrator)."));
        assertThat(judge(deletes(true)).isAllowed(), is(true));
        assertThat(
                "without any level",
                Rulebook.EMPTY.judge(null, deletes(false), NOW).isAllowed(),
                is(false));
        assertThat("no deletion", judge(CHANGE).isAllowed(), is(true));
    }

    @Test
    public void aRuleNamesWhatMayBeDeletedByServiceOrClusterAndService() {
        Object[][] table = {
            {"pr-*", true},
            {"pr-8", false},
            {"test/*", true},
            {"test/pr-?", true},
            {"prod/*", false},
            {"*/pr-7", true},
            {"test", false},
        };
        for (Object[] row : table) {
            Rule rule = new Deletable(List.of("web", (String) row[0]));
            assertThat((String) row[0], judge(deletes(false), rule).isAllowed(), is(row[1]));
            assertThat("no deletion", judge(CHANGE, rule).isAllowed(), is(true));
        }
        assertThat(
                "the tag does not help against a rule",
                refusal(deletes(true), new Deletable(List.of("web"))),
                is("service test/pr-7 must not be deleted; deletable: web (rule 'deletable' of folder shop; ask an"
                        + " administrator)."));
    }

    @Test
    public void whatAnotherJobDeployedLatelyIsProtectedForTwoWeeks() {
        Duration weeks = Duration.ofDays(14);
        assertThat(judge(deletes(true, null, weeks)).isAllowed(), is(true));
        assertThat(
                refusal(deletes(true, null, weeks.minusMillis(1))),
                startsWith("the job shop/other has deployed this service in its build #3, "));
        assertThat(refusal(deletes(true, null, weeks.minusMillis(1))), containsString("within 14 days are protected"));
        assertThat(judge(deletes(true, "alice", Duration.ofDays(1))).isAllowed(), is(true));
        assertThat(
                "another rule does not end the protection",
                judge(deletes(false, null, Duration.ofDays(1)), new Deletable(List.of("*")))
                        .isAllowed(),
                is(false));
    }

    @Test
    public void aRuleSetsTheDaysOfProtection() {
        Rule twoDays = new ProtectedDays(2);
        assertThat(judge(deletes(true, null, Duration.ofDays(3)), twoDays).isAllowed(), is(true));
        assertThat(
                refusal(deletes(true, null, Duration.ofDays(1)), twoDays),
                containsString("(rule 'protectedDays' of folder shop;"));
        assertThat("no deletion", judge(CHANGE, twoDays).isAllowed(), is(true));
        assertThat("nobody else deployed it", judge(deletes(true), twoDays).isAllowed(), is(true));
    }

    @Test
    public void whereThereAreRulesAServiceIsCreatedOnlyIfOneAllowsIt() {
        Change creates = CHANGE.creating();
        Rule circuitBreaker = new CircuitBreakerRequired();
        assertThat("no rules", judge(creates).isAllowed(), is(true));
        assertThat("it exists", judge(CHANGE, circuitBreaker).isAllowed(), is(true));
        assertThat(
                refusal(creates, circuitBreaker),
                is("service test/pr-7 does not exist and must not be created; no rule 'createService' allows it"
                        + " (rule 'createService' of the defaults; ask an administrator)."));
        assertThat(
                refusal(creates, new CreateService(List.of("web"))),
                startsWith("service test/pr-7 does not exist and must not be created; services that may be created: web"
                        + " (rule 'createService' of folder shop"));
        assertThat(
                judge(creates, circuitBreaker, new CreateService(List.of("test/pr-*")))
                        .isAllowed(),
                is(true));
    }
}
