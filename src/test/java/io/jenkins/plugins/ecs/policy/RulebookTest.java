package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.AllowedValues.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** Which targets' rules count: the cheapest ways to go to a target without its rules. */
public class RulebookTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final String ACCOUNT = "123456789012";
    private static final String OTHER = "210987654321";
    private static final String CLUSTER = "arn:aws:ecs:eu-central-1:" + ACCOUNT + ":cluster/prod";
    private static final Policy RULES =
            new Policy("target prod-eu", "", List.of(new AllowedValues(Kind.SERVICES, List.of("web"))), null);

    private static Rulebook.Target target(String name, TargetPlace place) {
        return new Rulebook.Target(name, true, place, RULES);
    }

    private static TargetPlace place(String account, String region, List<String> clusters, String... roles) {
        return TargetPlace.of(account, region, clusters, List.of(roles));
    }

    /** As AWS answers, whatever the request spells. */
    private static Change to(String account, String region, String cluster) {
        return new Change(
                account,
                region,
                cluster,
                "api",
                List.of(),
                List.of(),
                true,
                null,
                false,
                false,
                new Subject(
                        "arn:aws:ecs:" + region + ":" + account + ":service/" + cluster + "/api",
                        "arn:aws:ecs:" + region + ":" + account + ":cluster/" + cluster,
                        "",
                        Map.of(),
                        "",
                        0),
                Change.Context.NONE);
    }

    private static boolean counts(TargetPlace place, String named, Change change) {
        return !new Rulebook(List.of(), List.of(target("prod-eu", place)), List.of())
                .judge(named, change, NOW)
                .isAllowed();
    }

    @Test
    public void aTargetCountsUnlessAwsProvesThatItIsElsewhere() {
        Change here = to(ACCOUNT, "eu-central-1", "prod");
        Object[][] table = {
            {"all is the same", place(null, "eu-central-1", List.of("prod")), true},
            {"without a Region", place(null, null, List.of("prod")), true},
            {"without clusters", place(null, "eu-central-1", List.of()), true},
            {"without anything", place(null, null, List.of()), true},
            {"its cluster by ARN", place(null, null, List.of(CLUSTER)), true},
            {"one of its clusters", place(null, "eu-central-1", List.of("batch", "prod")), true},
            {"its account by its role", place(null, null, List.of(), "arn:aws:iam::" + ACCOUNT + ":role/x"), true},
            {"another Region", place(null, "us-east-1", List.of("prod")), false},
            {"another cluster", place(null, "eu-central-1", List.of("staging")), false},
            {"another account", place(OTHER, "eu-central-1", List.of("prod")), false},
            {"another account's role", place(null, null, List.of(), "arn:aws:iam::" + OTHER + ":role/x"), false},
            {"another account's cluster", place(null, null, List.of(CLUSTER.replace(ACCOUNT, OTHER))), false},
        };
        for (Object[] row : table) {
            assertThat((String) row[0], counts((TargetPlace) row[1], null, here), is(row[2]));
            assertThat(
                    row[0] + ", by a target of the folder at the same place",
                    new Rulebook(
                                    List.of(),
                                    List.of(
                                            target("prod-eu", (TargetPlace) row[1]),
                                            new Rulebook.Target(
                                                    "mine", false, place(null, "eu-central-1", List.of("prod")), null)),
                                    List.of())
                            .judge("mine", here, NOW)
                            .isAllowed(),
                    is(!(Boolean) row[2]));
            assertThat(row[0] + ", named", counts((TargetPlace) row[1], "prod-eu", here), is(true));
        }
    }

    @Test
    public void whatTheRequestSpellsProvesNothing() {
        Change unanswered = new Change(
                null,
                "us-east-1",
                "elsewhere",
                "api",
                List.of(),
                List.of(),
                true,
                null,
                false,
                false,
                Subject.UNKNOWN,
                Change.Context.NONE);

        assertThat(counts(place(null, "eu-central-1", List.of("prod")), null, unanswered), is(true));
    }

    @Test
    public void aFoldersTargetOfTheSameNameDoesNotHideTheAdministrators() {
        Rulebook rules = new Rulebook(
                List.of(),
                List.of(
                        target("prod-eu", place(null, "eu-central-1", List.of("prod"))),
                        new Rulebook.Target("prod-eu", false, place(null, null, List.of()), null)),
                List.of());

        assertThat(
                rules.judge("prod-eu", to(ACCOUNT, "eu-central-1", "prod"), NOW).isAllowed(), is(false));
        assertThat(rules.isProduction("prod-eu", to(ACCOUNT, "eu-central-1", "prod")), is(true));
    }

    @Test
    public void whatCantBeReadRefuses() {
        Rulebook rules = new Rulebook(List.of(), List.of(), List.of("folder shop: no such time zone"));

        assertThat(
                rules.judge(null, to(ACCOUNT, "eu-central-1", "prod"), NOW).text(),
                containsString("the rules cannot be read, so everything is refused: folder shop: no such time zone"));
        assertThat(
                rules.judgeExport(null, ACCOUNT, "eu-central-1", List.of(), NOW).isAllowed(), is(false));
    }

    @Test
    public void exportIsForbiddenAlsoWhereTheTargetIsNotNamedOrTheRegionIsAnother() {
        String role = "arn:aws:iam::" + ACCOUNT + ":role/deploy";
        Policy forbids = new Policy("target prod-eu", "", List.of(new ExportForbidden()), null);
        Rulebook.Target target =
                new Rulebook.Target("prod-eu", true, place(null, "eu-central-1", List.of(), role), forbids);
        Rulebook rules = new Rulebook(List.of(), List.of(target), List.of());
        Object[][] table = {
            {"prod-eu", ACCOUNT, "eu-central-1", role, false},
            {null, ACCOUNT, "eu-central-1", role, false},
            {null, ACCOUNT, "us-east-1", role, false},
            {null, ACCOUNT, "us-east-1", "arn:aws:iam::" + ACCOUNT + ":role/other", false},
            {null, null, "eu-central-1", "arn:aws:iam::" + OTHER + ":role/other", false},
            {null, OTHER, "eu-central-1", role, false},
            {null, OTHER, "eu-central-1", "arn:aws:iam::" + OTHER + ":role/other", true},
            {"prod-eu", OTHER, "eu-central-1", "arn:aws:iam::" + OTHER + ":role/other", false},
        };
        for (Object[] row : table) {
            assertThat(
                    List.of(String.valueOf(row[0]), String.valueOf(row[1]), row[2], row[3])
                            .toString(),
                    rules.judgeExport((String) row[0], (String) row[1], (String) row[2], List.of((String) row[3]), NOW)
                            .isAllowed(),
                    is(row[4]));
        }
    }

    @Test
    public void exportedKeysAreAskedForAccountRegionRoleAndTarget() {
        Object[][] table = {
            {new AllowedValues(Kind.ACCOUNTS, List.of(OTHER)), false},
            {new AllowedValues(Kind.REGIONS, List.of("us-*")), false},
            {new AllowedValues(Kind.ROLES, List.of("*:role/read")), false},
            {new TargetRequired(), false},
            {new AllowedValues(Kind.SERVICES, List.of("web")), true},
            {new CircuitBreakerRequired(), true},
        };
        for (Object[] row : table) {
            Rulebook rules = new Rulebook(
                    List.of(new Policy("the global settings", "", List.of((Rule) row[0]), null)), List.of(), List.of());
            assertThat(
                    row[0].toString(),
                    rules.judgeExport(null, ACCOUNT, "eu-central-1", List.of("arn:aws:iam::1:role/deploy"), NOW)
                            .isAllowed(),
                    is(row[1]));
        }
    }

    @Test
    public void servicesAreCreatedWhereNoRuleAppliesOrOneAllowsIt() {
        Change create = to(ACCOUNT, "eu-central-1", "prod").creating();
        Rule other = new AllowedValues(Kind.ACCOUNTS, List.of(ACCOUNT));
        Object[][] table = {
            {List.of(), true},
            {List.of(other), false},
            {List.of(other, new CreateService(List.of("a*"))), true},
            {List.of(other, new CreateService(List.of("prod/*"))), true},
            {List.of(new CreateService(List.of("web"))), false},
            {List.of(new CreateService(List.of("a*")), new CreateService(List.of("web"))), false},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            Policy policy = new Policy("all of Jenkins", "", (List<Rule>) row[0], null);
            Rulebook rules = new Rulebook(List.of(policy), List.of(), List.of());
            assertThat(row[0].toString(), rules.judge(null, create, NOW).isAllowed(), is(row[1]));
        }
        assertThat(
                "not asked of services that exist",
                new Rulebook(List.of(new Policy("x", "", List.of(other), null)), List.of(), List.of())
                        .judge(null, to(ACCOUNT, "eu-central-1", "prod"), NOW)
                        .isAllowed(),
                is(true));
    }

    /** The cheapest way to other rules in the middle of a build: to move its job. */
    @Test
    public void theRulesOfTwoPlacesAreAllOfThemOnce() {
        Policy global = new Policy("all of Jenkins", "", List.of(), null);
        Policy left = new Policy("folder shop", "", List.of(new TargetRequired()), null);
        Rulebook now = new Rulebook(List.of(global), List.of(), List.of());
        Rulebook before = new Rulebook(List.of(global, left), List.of(), List.of("folder shop: a field"));

        Rulebook both = now.and(before);

        assertThat(both.places(), is(List.of(global, left)));
        assertThat(both.unreadable(), is(List.of("folder shop: a field")));
    }

    @Test
    public void onlyAReachedTargetMakesItProduction() {
        Change here = to(ACCOUNT, "eu-central-1", "prod");
        Rulebook.Target elsewhere = target("prod-us", place(null, "us-east-1", List.of()));
        Rulebook.Target test = new Rulebook.Target("test", false, place(null, "eu-central-1", List.of("prod")), null);

        assertThat(new Rulebook(List.of(), List.of(elsewhere, test), List.of()).isProduction(null, here), is(false));
        assertThat(
                new Rulebook(List.of(), List.of(elsewhere, test), List.of()).isProduction("prod-us", here), is(true));
    }

    @Test
    public void rulesOfTwoPlacesAreTakenTogetherEachOnce() {
        Policy global = new Policy("the global settings", "", List.of(new TargetRequired()), null);
        Policy folder = new Policy("folder shop", "", List.of(new CircuitBreakerRequired()), null);
        Rulebook.Target prod = target("prod", place(null, "eu-central-1", List.of()));
        Rulebook.Target sameName = target("prod", place(null, "us-east-1", List.of()));
        Rulebook.Target free = new Rulebook.Target("prod", true, place(null, "eu-central-1", List.of()), null);

        Rulebook both = new Rulebook(List.of(global), List.of(prod), List.of("folder a"))
                .and(new Rulebook(List.of(folder, global), List.of(sameName, prod, free), List.of("folder a", "b")));

        assertThat(both.places(), is(List.of(global, folder)));
        assertThat(both.targets(), is(List.of(prod, sameName, free)));
        assertThat(both.unreadable(), is(List.of("folder a", "b")));
    }

    @Test
    public void credentialsForScriptsAreJudgedByTheTargetsThatTheyReach() {
        Policy forbids = new Policy("target prod", "", List.of(new ExportForbidden()), null);
        Rulebook rules = new Rulebook(
                List.of(),
                List.of(new Rulebook.Target("prod", true, place(ACCOUNT, null, List.of()), forbids)),
                List.of());

        assertThat(
                rules.judgeExport(null, ACCOUNT, "eu-central-1", List.of(), NOW).isAllowed(), is(false));
        assertThat(
                rules.judgeExport(null, OTHER, "eu-central-1", List.of(), NOW).isAllowed(), is(true));
        assertThat(
                rules.judgeExport("prod", OTHER, "eu-central-1", List.of(), NOW).isAllowed(), is(false));
        assertThat(
                "an unknown account",
                rules.judgeExport(null, null, "eu-central-1", List.of(), NOW).isAllowed(),
                is(false));
    }

    @Test
    public void beforeAChangeOnlyTheRulesOfLevelsAndOfTheTargetItselfAreForeseen() {
        Policy global = new Policy(
                "all of Jenkins",
                "ops",
                List.of(new AllowedValues(Kind.REGIONS, List.of("eu-*")), new ExportForbidden()),
                null);
        Rulebook rules = new Rulebook(
                List.of(global),
                List.of(
                        target("prod-eu", place(null, null, List.of())),
                        new Rulebook.Target(
                                "other",
                                true,
                                place(null, null, List.of()),
                                new Policy("target other", "", List.of(new TargetRequired()), null))),
                List.of());
        Change change = to(ACCOUNT, "us-east-1", "prod");

        List<String> all = rules.foresee("prod-eu", change, NOW, rule -> true).refusals();
        assertThat(all.size(), is(2));
        assertThat(all.get(0), containsString("Region us-east-1 is not allowed"));
        assertThat(all.get(1), containsString("service api is not allowed"));
        assertThat(
                "rules that cannot be evaluated are left out",
                rules.foresee("prod-eu", change, NOW, rule -> rule.name().equals("services"))
                        .refusals()
                        .size(),
                is(1));
        assertThat(
                "rules that cannot be read refuse",
                new Rulebook(List.of(), List.of(), List.of("folder shop: a field"))
                        .foresee("prod-eu", change, NOW, rule -> true)
                        .isAllowed(),
                is(false));
    }
}
