package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.policy.Foresight.Standing;
import io.jenkins.plugins.ecs.policy.Foresight.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What rules say of the first deployment of a service before there is a build. */
public class ForesightTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Rule> rules = new ArrayList<>();
    private Set<String> warnOnly = Set.of();
    private String account;
    private boolean production = true;
    private List<String> images = List.of();
    private List<String> roles = List.of();
    private Boolean circuitBreaker = true;
    private List<String> lookUps = List.of();
    private boolean creates = true;

    private Change change() {
        String arn = "arn:aws:ecs:eu-central-1:" + (account == null ? "" : account) + ":";
        Change change = new Change(
                        account,
                        "eu-central-1",
                        "prod",
                        "mails",
                        images,
                        roles,
                        circuitBreaker,
                        null,
                        false,
                        false,
                        new Subject(arn + "service/prod/mails", arn + "cluster/prod", "", Map.of(), "", 0),
                        new Change.Context(
                                "prod-eu",
                                production,
                                List.of(),
                                Evidence.NONE,
                                null,
                                null,
                                new Change.OfPath("web", "the global settings")))
                .lookingUp(lookUps);
        return creates ? change.creating() : change;
    }

    private List<Foresight> foresee(Rulebook book) {
        Set<Unknown> unknown = EnumSet.of(Unknown.REGISTRY, Unknown.ROLES, Unknown.DURATION);
        if (account == null) {
            unknown.add(Unknown.ACCOUNT);
        }
        return book.foresight("prod-eu", change(), NOW, unknown);
    }

    private List<Foresight> foresee() {
        return foresee(new Rulebook(
                List.of(new Policy("the global settings", "ops", rules, null, warnOnly)), List.of(), List.of()));
    }

    private Foresight of(Rule rule) {
        rules.clear();
        rules.add(rule);
        return foresee().get(0);
    }

    private static AllowedValues allowed(AllowedValues.Kind kind, String pattern) {
        return new AllowedValues(kind, List.of(pattern));
    }

    @Test
    public void whatIsKnownIsAllowedOrRefused() {
        assertThat(of(allowed(AllowedValues.Kind.REGIONS, "eu-*")).standing(), is(Standing.ALLOWED));
        Foresight refused = of(allowed(AllowedValues.Kind.REGIONS, "us-*"));
        assertThat(refused.standing(), is(Standing.REFUSED));
        assertThat(
                refused.text(),
                is(
                        "Region eu-central-1 is not allowed; allowed: us-* (rule 'regions' of the global settings; ask ops)."));
        assertThat(of(allowed(AllowedValues.Kind.SERVICES, "shop-*")).standing(), is(Standing.REFUSED));
        assertThat(
                of(new PathRequired(List.of("web"), List.of("the global settings")))
                        .standing(),
                is(Standing.ALLOWED));
        assertThat(
                of(new PathRequired(List.of("other"), List.of("the global settings")))
                        .standing(),
                is(Standing.REFUSED));
        assertThat(of(new CreateService(List.of("staging/*"))).standing(), is(Standing.REFUSED));
        lookUps = List.of("ssm:/prod/key");
        assertThat(of(new LookUpsAllowed(List.of("cfn:*"))).standing(), is(Standing.REFUSED));
        circuitBreaker = false;
        assertThat(of(new CircuitBreakerRequired()).standing(), is(Standing.REFUSED));
    }

    @Test
    public void aRuleThatOnlyWarnsRefusesNothing() {
        warnOnly = Set.of("regions");
        assertThat(of(allowed(AllowedValues.Kind.REGIONS, "us-*")).standing(), is(Standing.WARNS));
    }

    @Test
    public void otherRulesAndNoneForCreationRefuseToCreateTheService() {
        rules.add(allowed(AllowedValues.Kind.REGIONS, "eu-*"));
        assertThat(
                foresee().stream()
                        .map(each -> each.rule() + " " + each.standing())
                        .toList(),
                contains("regions ALLOWED", "createService REFUSED"));
    }

    @Test
    public void whatOnlyTheBuildOrAwsKnowsIsNotJudgedYet() {
        Foresight accounts = of(allowed(AllowedValues.Kind.ACCOUNTS, "111122223333"));
        assertThat(accounts.standing(), is(Standing.NOT_YET));
        assertThat(accounts.text(), containsString("the account is known when AWS is asked; allowed: 111122223333"));
        account = "123456789012";
        assertThat(of(allowed(AllowedValues.Kind.ACCOUNTS, "111122223333")).standing(), is(Standing.REFUSED));
        assertThat(of(allowed(AllowedValues.Kind.ACCOUNTS, "123456789012")).standing(), is(Standing.ALLOWED));
        Foresight longest = of(new LongestDeployment(Duration.ofHours(1)));
        assertThat(longest.standing(), is(Standing.NOT_YET));
        assertThat(longest.text(), containsString("the maximum duration is known when the deployment is planned"));
    }

    @Test
    public void ofImagesAndRolesThoseThatAreKnownAreJudged() {
        assertThat(
                of(allowed(AllowedValues.Kind.REGISTRIES, "registry.example.com"))
                        .standing(),
                is(Standing.NOT_YET));
        assertThat(
                of(allowed(AllowedValues.Kind.ROLES, "arn:aws:iam::*:role/app-*"))
                        .standing(),
                is(Standing.NOT_YET));
        assertThat(of(new PinnedImages(true, List.of())).standing(), is(Standing.ALLOWED));
        images = List.of("docker.io/proxy:latest");
        assertThat(
                of(allowed(AllowedValues.Kind.REGISTRIES, "registry.example.com"))
                        .standing(),
                is(Standing.REFUSED));
        assertThat(of(new PinnedImages(true, List.of())).standing(), is(Standing.REFUSED));
        roles = List.of("arn:aws:iam::123456789012:role/admin");
        assertThat(
                of(allowed(AllowedValues.Kind.ROLES, "arn:aws:iam::*:role/app-*"))
                        .standing(),
                is(Standing.REFUSED));
    }

    @Test
    public void evidenceComesInTheBuild() {
        ApprovalForProduction approval = new ApprovalForProduction(List.of(), false, Duration.ofHours(24));
        assertThat(of(approval).standing(), is(Standing.NOT_YET));
        assertThat(of(approval).text(), containsString("no approval in this build"));
        production = false;
        assertThat(of(approval).standing(), is(Standing.ALLOWED));
        assertThat(of(new VerificationForProduction(Duration.ofHours(24))).standing(), is(Standing.ALLOWED));
    }

    @Test
    public void aServiceThatDoesNotExistCannotBeVerifiedBefore() {
        Foresight verification = of(new VerificationForProduction(Duration.ofHours(24)));
        assertThat(verification.standing(), is(Standing.REFUSED));
        assertThat(verification.text(), containsString("cannot be verified before it is created"));
        creates = false;
        assertThat(of(new VerificationForProduction(Duration.ofHours(24))).standing(), is(Standing.NOT_YET));
    }

    @Test
    public void rulesAboutOtherActionsAreLeftOut() {
        rules.addAll(List.of(
                new ExportForbidden(),
                new CommandsAllowed(List.of("rake *")),
                new RollbackBy(List.of("ops")),
                new Deletable(List.of("x")),
                new ProtectedDays(3),
                new CreateService(List.of("*"))));
        assertThat(foresee().stream().map(Foresight::rule).toList(), contains("createService"));
    }

    @Test
    public void rulesThatCannotBeReadRefuse() {
        List<Foresight> all = foresee(new Rulebook(List.of(), List.of(), List.of("folder shop: broken")));
        assertThat(all.size(), is(1));
        assertThat(all.get(0).standing(), is(Standing.REFUSED));
        assertThat(all.get(0).text(), containsString("folder shop: broken"));
    }

    @Test
    public void anotherTargetThatMayLeadThereCountsAndOneOfAnotherClusterDoesNot() {
        Policy strict = new Policy("target all", "", List.of(new CreateService(List.of())), null);
        TargetPlace there = new TargetPlace("123456789012", "eu-central-1", List.of("prod"), List.of());
        TargetPlace elsewhere = new TargetPlace(null, "eu-central-1", List.of("staging"), List.of());
        assertThat(
                foresee(new Rulebook(List.of(), List.of(new Rulebook.Target("all", true, there, strict)), List.of()))
                        .size(),
                is(1));
        assertThat(
                foresee(new Rulebook(List.of(), List.of(new Rulebook.Target("x", true, elsewhere, strict)), List.of())),
                is(empty()));
        account = "999999999999";
        assertThat(
                foresee(new Rulebook(List.of(), List.of(new Rulebook.Target("all", true, there, strict)), List.of())),
                is(empty()));
    }

    @Test
    public void aCircuitBreakerThatIsNotKnownYetIsJudgedLater() {
        circuitBreaker = null;
        rules.add(new CircuitBreakerRequired());
        Rulebook book =
                new Rulebook(List.of(new Policy("the global settings", "ops", rules, null)), List.of(), List.of());
        Set<Unknown> unknown = EnumSet.of(Unknown.CIRCUIT_BREAKER);
        assertThat(book.foresight("prod-eu", change(), NOW, unknown).get(0).standing(), is(Standing.NOT_YET));
        assertThat(book.foresight("prod-eu", change(), NOW, Set.of()).get(0).standing(), is(Standing.REFUSED));
    }
}
