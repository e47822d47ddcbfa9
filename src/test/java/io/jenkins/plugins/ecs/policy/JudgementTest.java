package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.AllowedValues.Kind;
import io.jenkins.plugins.ecs.policy.Change.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.Test;

public class JudgementTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final Change CHANGE = new Change(
            "123456789012",
            "eu-west-1",
            "prod",
            "api",
            List.of("app:1"),
            List.of(),
            true,
            null,
            false,
            false,
            Subject.UNKNOWN,
            Context.NONE);
    private static final Rule FREEZE = new Freeze(
            new FreezeWindow(CronTimes.parse("0 0 * * *"), Duration.ofHours(24), ZoneId.of("UTC"), "inventory"));

    @Test
    public void theStrictestWins() {
        Policy global = policy("the global settings", new AllowedValues(Kind.REGIONS, List.of("eu-*")));
        Policy folder = policy("folder shop", new AllowedValues(Kind.REGIONS, List.of("eu-central-1", "us-*")));

        assertThat(Judgement.of(List.of(global), CHANGE, NOW).isAllowed(), is(true));
        assertThat(
                Judgement.of(List.of(global, folder), CHANGE, NOW).text(),
                is(
                        "Region eu-west-1 is not allowed; allowed: eu-central-1, us-* (rule 'regions' of folder shop; ask the"
                                + " platform team)."));
    }

    @Test
    public void everyRefusalIsSaid() {
        Policy strict =
                policy("target prod", new TargetRequired(), FREEZE, new AllowedValues(Kind.SERVICES, List.of("web")));

        assertThat(Judgement.of(List.of(strict), CHANGE, NOW).refusals().size(), is(3));
    }

    /** A rule in warn mode blocks nothing, not even if it can't be judged. */
    @Test
    public void aRuleThatOnlyWarnsAndFailsIsNoError() {
        Rule broken = new AllowedValues(Kind.SERVICES, null);
        Policy strict = policy("folder shop", broken);
        Judgement refused = Judgement.of(List.of(strict), CHANGE, NOW);
        assertThat(refused.isBroken(), is(true));
        assertThat(refused.isAllowed(), is(false));

        Judgement warned = Judgement.of(List.of(strict.warningOnly(Set.of("services"))), CHANGE, NOW);
        assertThat(warned.isBroken(), is(false));
        assertThat(warned.isAllowed(), is(true));
        assertThat(warned.warnings().size(), is(1));
    }

    /** One that fails is an error whatever the others are, and in whatever order. */
    @Test
    public void oneBrokenRuleIsEnoughForAnExport() {
        Policy mixed = policy(
                "folder shop",
                new AllowedValues(Kind.ACCOUNTS, null),
                new AllowedValues(Kind.REGIONS, List.of("eu-*")),
                new AllowedValues(Kind.SERVICES, null));
        assertThat(Judgement.ofExport(List.of(mixed), CHANGE, NOW).isBroken(), is(true));
        assertThat(Judgement.ofExport(List.of(mixed), CHANGE, NOW).refusals().size(), is(1));
    }

    @Test
    public void whoHasNoContactIsSentToAnAdministrator() {
        Policy policy = new Policy("the global settings", "", List.of(new TargetRequired()), null);

        assertThat(
                Judgement.of(List.of(policy), CHANGE, NOW).text(),
                is(
                        "no target is set; set 'target' (rule 'targetRequired' of the global settings; ask an administrator)."));
    }

    @Test
    public void anOverrideOpensFreezeWindowsAloneAndIsRecorded() {
        Context emergency = new Context(null, false, List.of("alice"), Evidence.NONE, "INC-7", "alice");
        Policy policy = policy("the global settings", FREEZE);
        Policy stricter = policy("folder shop", new TargetRequired());

        Judgement opened = Judgement.of(List.of(policy), CHANGE.in(emergency), NOW);
        assertThat(opened.isAllowed(), is(true));
        assertThat(
                opened.overridden(),
                is(List.of("inventory, until 2026-11-25 00:00 UTC (rule 'freezeWindows' of the global settings; ask the"
                        + " platform team). Overridden by alice: INC-7")));
        assertThat(
                Judgement.of(List.of(policy, stricter), CHANGE.in(emergency), NOW)
                        .isAllowed(),
                is(false));
        assertThat(
                "nothing to record where nothing is frozen",
                Judgement.of(List.of(stricter), CHANGE.in(emergency), NOW).overridden(),
                is(empty()));
    }

    @Test
    public void aRuleThatOnlyWarnsLetsThroughAndIsNamed() {
        Policy warns = new Policy(
                "the global settings", "the platform team", List.of(FREEZE), null, java.util.Set.of("freezeWindows"));

        Judgement judgement = Judgement.of(List.of(warns), CHANGE, NOW);

        assertThat(judgement.isAllowed(), is(true));
        assertThat(
                judgement.warnings(),
                is(List.of("inventory, until 2026-11-25 00:00 UTC (rule 'freezeWindows' of the global settings; ask the"
                        + " platform team).")));
        assertThat(
                "another place may still enforce it",
                Judgement.of(List.of(warns, policy("folder shop", FREEZE)), CHANGE, NOW)
                        .isAllowed(),
                is(false));
    }

    @Test
    public void aRuleThatCantBeJudgedRefuses() {
        Policy broken = policy("folder shop", new AllowedValues(Kind.REGIONS, null));

        Judgement judgement = Judgement.of(List.of(broken), CHANGE, NOW);

        assertThat(judgement.isAllowed(), is(false));
        assertThat(judgement.text(), org.hamcrest.Matchers.containsString("the rule cannot be evaluated"));
        assertThat(judgement.isBroken(), is(true));
    }

    private static Policy policy(String where, Rule... rules) {
        return new Policy(where, "the platform team", List.of(rules), null);
    }

    @Test
    public void rulesThatCannotBeEvaluatedRefuseAndAreReported() {
        Judgement failed = Judgement.failed(new IllegalStateException("no such zone"));

        assertThat(
                failed.refusals(),
                is(List.of("the rules cannot be evaluated: java.lang.IllegalStateException: no such zone"
                        + " (ask an administrator).")));
        assertThat(failed.isBroken(), is(true));
        assertThat(Judgement.ALLOWED.isBroken(), is(false));
        assertThat(
                "what a rule says of a change is no error of the rules",
                new Judgement(List.of("images: cannot be evaluated: repo/app is not allowed"), List.of()).isBroken(),
                is(false));
    }
}
