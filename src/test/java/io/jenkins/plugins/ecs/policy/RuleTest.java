package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.ecs.policy.AllowedValues.Kind;
import io.jenkins.plugins.ecs.policy.Change.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.Test;

public class RuleTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");
    private static final String DIGEST = "@sha256:" + "a".repeat(64);
    private static final Change CHANGE = new Change(
            "123456789012",
            "eu-central-1",
            "prod",
            "api",
            List.of("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1.4.2", "nginx:1.27"),
            List.of("arn:aws:iam::123456789012:role/api-task"),
            true,
            null,
            false,
            false,
            Subject.UNKNOWN,
            Context.NONE);

    /** Rule, whether it lets the change pass. */
    @Test
    public void onlyWhatMatchesAPatternIsAllowed() {
        Object[][] table = {
            {Kind.ACCOUNTS, "123456789012", true},
            {Kind.ACCOUNTS, "210987654321", false},
            {Kind.REGIONS, "eu-*", true},
            {Kind.REGIONS, "us-*", false},
            {Kind.CLUSTERS, "prod", true},
            {Kind.CLUSTERS, "prod-*", false},
            {Kind.SERVICES, "a?i", true},
            {Kind.SERVICES, "api-*", false},
            {Kind.ROLES, "arn:aws:iam::123456789012:role/*", true},
            {Kind.ROLES, "*:role/web-*", false},
            {Kind.REGISTRIES, "*", true},
            {Kind.REGISTRIES, "123456789012.dkr.ecr.*.amazonaws.com", false},
        };
        for (Object[] row : table) {
            Rule rule = new AllowedValues((Kind) row[0], List.of((String) row[1]));
            assertThat(row[0] + " " + row[1], rule.objection(CHANGE, NOW).isEmpty(), is(row[2]));
        }
    }

    @Test
    public void commandsOfTasksMatchAPatternAsAWhole() {
        Rule rule = new CommandsAllowed(List.of("rake db:*", "bin/report ?"));
        assertThat(rule.objection(CHANGE, NOW).isEmpty(), is(true));
        Object[][] table = {
            {List.of(), true},
            {List.of("rake db:migrate"), true},
            {List.of("bin/report 1"), true},
            {List.of("bin/report 10"), false},
            {List.of("rake db:migrate", "sh -c rake db:drop"), false},
            {List.of("sudo rake db:migrate"), false},
        };
        for (Object[] row : table) {
            @SuppressWarnings("unchecked")
            Change change = CHANGE.of(new Change.Task((List<String>) row[0]));
            assertThat(row[0].toString(), rule.objection(change, NOW).isEmpty(), is(row[1]));
        }
    }

    @Test
    public void whatIsAboutServicesIsNotAskedForTasks() {
        Change task = CHANGE.of(new Change.Task(List.of()));
        assertThat(new CircuitBreakerRequired().objection(task, NOW).isEmpty(), is(true));
        Change alone = new Change(
                        null,
                        "eu-central-1",
                        "prod",
                        "",
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false,
                        false,
                        Subject.UNKNOWN,
                        Context.NONE)
                .of(new Change.Task(List.of()));
        assertThat(
                new AllowedValues(Kind.SERVICES, List.of("*"))
                        .objection(alone, NOW)
                        .orElse(""),
                containsString("the service is unknown"));
    }

    @Test
    public void aPatternOfImagesMayNameTheRepositoryToo() {
        Rule rule = new AllowedValues(
                Kind.REGISTRIES, List.of("123456789012.dkr.ecr.*.amazonaws.com/shop/*", "docker.io/nginx"));

        assertThat(rule.objection(CHANGE, NOW).isEmpty(), is(true));
        assertThat(
                rule.objection(images("docker.io/evil/nginx:1"), NOW).orElseThrow(),
                is("image docker.io/evil/nginx:1 is not allowed; allowed: "
                        + "123456789012.dkr.ecr.*.amazonaws.com/shop/*, docker.io/nginx"));
        assertThat(rule.objection(images("nginx" + DIGEST), NOW).isEmpty(), is(true));
    }

    /** The cheapest ways to an image of another registry: a host that only looks like the permitted one. */
    @Test
    public void aHostThatLooksLikeAPermittedRegistryIsRefused() {
        Rule hosts = new AllowedValues(Kind.REGISTRIES, List.of("123456789012.dkr.ecr.*.amazonaws.com"));
        Rule repositories = new AllowedValues(Kind.REGISTRIES, List.of("123456789012.dkr.ecr.*.amazonaws.com/shop/*"));
        for (String image : new String[] {
            "123456789012.dkr.ecr.evil.example/a.amazonaws.com/shop/api:1",
            "123456789012.dkr.ecr.eu-central-1.amazonaws.com.evil.example/shop/api:1",
            "evil.example/123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1",
            "shop/123456789012.dkr.ecr.eu-central-1.amazonaws.com",
            "210987654321.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1",
        }) {
            assertThat(image, hosts.objection(images(image), NOW).isPresent(), is(true));
            assertThat(image, repositories.objection(images(image), NOW).isPresent(), is(true));
        }
        Change both = new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of("123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/api:1", "evil/sidecar:1"),
                List.of(),
                true,
                null,
                false,
                false,
                Subject.UNKNOWN,
                Context.NONE);
        assertThat("a sidecar", repositories.objection(both, NOW).isPresent(), is(true));
    }

    @Test
    public void theShortNamesOfDockerHubAreTheSameImages() {
        for (String pattern : new String[] {"docker.io/library/*", "docker.io/nginx", "docker.io/library/nginx"}) {
            Rule rule = new AllowedValues(Kind.REGISTRIES, List.of(pattern));
            for (String image : new String[] {
                "nginx", "nginx:1.27", "library/nginx:1.27", "docker.io/nginx:1", "index.docker.io/library/nginx:1"
            }) {
                assertThat(
                        pattern + " " + image,
                        rule.objection(images(image), NOW).isEmpty(),
                        is(true));
            }
            for (String image : new String[] {
                "evil/nginx:1", "evil.example/nginx:1", "evil.example/library/nginx:1", "nginx/nginx:1"
            }) {
                assertThat(
                        pattern + " " + image,
                        rule.objection(images(image), NOW).isPresent(),
                        is(true));
            }
        }
    }

    /** The cheapest ways to another role: its name without an ARN, the same name in another account. */
    @Test
    public void aRoleOfAnotherSpellingOrAccountIsRefused() {
        Rule rule = new AllowedValues(Kind.ROLES, List.of("arn:aws:iam::123456789012:role/app-*"));
        for (String role : new String[] {
            "admin",
            "app-web",
            "arn:aws:iam::210987654321:role/app-web",
            "arn:aws:iam::123456789012:role/team/app-web",
            "arn:aws:iam::123456789012:role/App-web",
        }) {
            assertThat(
                    role, rule.objection(CHANGE.withRoles(List.of(role)), NOW).isPresent(), is(true));
        }
    }

    @Test
    public void whatIsNotKnownIsNotAllowed() {
        Change unknown = new Change(
                null,
                "eu-central-1",
                "prod",
                "api",
                null,
                List.of(),
                null,
                null,
                false,
                false,
                Subject.UNKNOWN,
                Context.NONE);

        assertThat(
                new AllowedValues(Kind.ACCOUNTS, List.of("*"))
                        .objection(unknown, NOW)
                        .orElseThrow(),
                is("the account is unknown; allowed: *"));
        assertThat(
                new AllowedValues(Kind.REGISTRIES, List.of("*"))
                        .objection(unknown, NOW)
                        .isPresent(),
                is(true));
        assertThat(new PinnedImages(false, List.of()).objection(unknown, NOW).isPresent(), is(true));
        assertThat(new CircuitBreakerRequired().objection(unknown, NOW).isPresent(), is(true));
    }

    @Test
    public void imagesSayWhichOneTheyAre() {
        List<String> moving = List.of("latest", "main", "*-SNAPSHOT");
        Object[][] table = {
            {"app:1.4.2", true, false},
            {"app" + DIGEST, true, true},
            {"app:latest" + DIGEST, true, true},
            {"app:latest", false, false},
            {"app:2.0-SNAPSHOT", false, false},
            {"app", false, false},
            {"localhost:5000/app", false, false},
            {"localhost:5000/app:main", false, false},
            {"localhost:5000/app:mainline", true, false},
        };
        for (Object[] row : table) {
            Change change = images((String) row[0]);
            assertThat(
                    row[0] + " with fixed tags",
                    new PinnedImages(false, moving).objection(change, NOW).isEmpty(),
                    is(row[1]));
            assertThat(
                    row[0] + " with digests",
                    new PinnedImages(true, moving).objection(change, NOW).isEmpty(),
                    is(row[2]));
        }
    }

    /** Scheduled tasks may run in another cluster, and account, than the service. */
    @Test
    public void aChangeOfAnotherClusterHasItsNameAndAccount() {
        String cluster = "arn:aws:ecs:eu-central-1:210987654321:cluster/batch";
        Change there = CHANGE.inCluster(cluster);
        assertThat(there.account(), is("210987654321"));
        assertThat(there.cluster(), is("batch"));
        assertThat(there.subject().clusterArn(), is(cluster));
        assertThat(CHANGE.inCluster("batch").account(), is("123456789012"));
        assertThat(CHANGE.inCluster("batch").cluster(), is("batch"));

        assertThat(Arn.ofCluster("batch", cluster.replace("batch", "prod")), is(cluster));
        assertThat(Arn.ofCluster(cluster, "arn:aws:ecs:us-east-1:1:cluster/prod"), is(cluster));
    }

    /** What a refusal calls the rule is the field of the form and of JCasC. */
    @Test
    public void aRefusalNamesTheFieldOfTheRule() {
        Change unpinned = images("app:latest");
        Object[][] table = {
            {new PinnedImages(true, List.of()), unpinned, "imagePinning", "image app:latest has no digest"},
            {
                new PinnedImages(false, List.of("latest", "main")),
                unpinned,
                "imagePinning",
                "image app:latest has neither a digest nor an immutable tag; mutable tags: latest, main"
            },
            {new CircuitBreakerRequired(), CHANGE, "circuitBreakerRequired", null},
            {new TargetRequired(), CHANGE, "targetRequired", "no target is set; set 'target'"},
            {new ExportForbidden(), CHANGE, "exportForbidden", "AWS credentials must not be passed to scripts"},
            {
                new ApprovalForProduction(List.of(), true, Duration.ofHours(1)),
                CHANGE.in(new Context(null, true, List.of(), Evidence.NONE, null, null)),
                "approvalForProduction",
                "no approval in this build"
            },
            {
                new VerificationForProduction(Duration.ofHours(1)),
                CHANGE.in(new Context(null, true, List.of(), Evidence.NONE, null, null)),
                "verificationForProduction",
                "no verification in this build"
            },
            {
                new LongestDeployment(Duration.ofMinutes(60)),
                lasting(Duration.ofMinutes(61), false),
                "longestDeployment",
                "the deployment may take 1 h 1 min (timeout and configured bake time, traffic steps, hooks and pauses);"
                        + " allowed: 1 h"
            },
            {
                new CommandsAllowed(List.of("rake *")),
                CHANGE.of(new Change.Task(List.of("sh"))),
                "commandsAllowed",
                "command sh is not allowed; allowed: rake *"
            },
            {
                new RollbackBy(List.of("alice")),
                lasting(null, true),
                "rollbackBy",
                "only these users and groups may roll back: alice"
            },
        };
        for (Object[] row : table) {
            Rule rule = (Rule) row[0];
            assertThat(rule.name(), is(row[2]));
            if (row[3] != null) {
                assertThat(rule.objection((Change) row[1], NOW).orElseThrow(), startsWith((String) row[3]));
            }
        }
    }

    @Test
    public void aCircuitBreakerIsThereOrNot() {
        Change without = new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of(),
                List.of(),
                false,
                null,
                false,
                false,
                Subject.UNKNOWN,
                Context.NONE);

        assertThat(new CircuitBreakerRequired().objection(CHANGE, NOW).isEmpty(), is(true));
        assertThat(
                new CircuitBreakerRequired().objection(without, NOW).orElseThrow(),
                containsString("no deployment circuit breaker"));
    }

    @Test
    public void aDeploymentOfUnknownLengthIsTooLongAndARollbackNever() {
        Rule rule = new LongestDeployment(Duration.ofMinutes(60));

        assertThat(rule.objection(lasting(Duration.ofMinutes(60), false), NOW).isEmpty(), is(true));
        assertThat(
                rule.objection(lasting(Duration.ofSeconds(3_601), false), NOW).isPresent(), is(true));
        assertThat(
                rule.objection(lasting(null, false), NOW).orElseThrow(),
                is("the maximum duration of the deployment is unknown; allowed: 1 h"));
        assertThat(rule.objection(lasting(Duration.ofHours(9), true), NOW).isEmpty(), is(true));
    }

    private static Change lasting(Duration longest, boolean rollback) {
        return new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of(),
                List.of(),
                true,
                longest,
                rollback,
                rollback,
                Subject.UNKNOWN,
                Context.NONE);
    }

    @Test
    public void aTargetIsNamed() {
        Context named = new Context("prod", false, List.of(), Evidence.NONE, null, null);

        assertThat(new TargetRequired().objection(CHANGE, NOW).isPresent(), is(true));
        assertThat(new TargetRequired().objection(CHANGE.in(named), NOW).isPresent(), is(false));
    }

    @Test
    public void aFreezeStopsDeploymentsButNoRollback() {
        Rule freeze = new Freeze(new FreezeWindow(
                CronTimes.parse("0 18 * * *"), Duration.ofHours(4), ZoneId.of("UTC"), "evening trade"));
        Change goingBack = new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of(),
                List.of(),
                true,
                null,
                true,
                true,
                Subject.UNKNOWN,
                Context.NONE);

        assertThat(freeze.objection(CHANGE, NOW).orElseThrow(), is("evening trade, until 2026-11-24 22:00 UTC"));
        assertThat(freeze.objection(goingBack, NOW).isEmpty(), is(true));
        assertThat(freeze.objection(CHANGE, NOW.plus(Duration.ofHours(2))).isEmpty(), is(true));
    }

    @Test
    public void onlySomeMayRollBack() {
        Rule rule = new RollbackBy(List.of("alice", "operators"));
        Change goingBack = new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of(),
                List.of(),
                true,
                null,
                true,
                true,
                Subject.UNKNOWN,
                Context.NONE);
        Context bob = new Context(null, false, List.of("bob", "operators"), Evidence.NONE, null, null);
        Context eve = new Context(null, false, List.of("eve"), Evidence.NONE, null, null);

        assertThat("no rollback", rule.objection(CHANGE, NOW).isEmpty(), is(true));
        assertThat("nobody", rule.objection(goingBack, NOW).isEmpty(), is(false));
        assertThat("one of the group", rule.objection(goingBack.in(bob), NOW).isEmpty(), is(true));
        assertThat("somebody else", rule.objection(goingBack.in(eve), NOW).isEmpty(), is(false));
    }

    private static Change images(String image) {
        return new Change(
                "1",
                "eu-central-1",
                "prod",
                "api",
                List.of(image),
                List.of(),
                true,
                null,
                false,
                false,
                Subject.UNKNOWN,
                Context.NONE);
    }
}
