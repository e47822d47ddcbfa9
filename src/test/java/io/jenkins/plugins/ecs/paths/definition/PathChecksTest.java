package io.jenkins.plugins.ecs.paths.definition;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.ecs.verify.check.CheckKind;
import io.jenkins.plugins.ecs.verify.check.CheckSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.ErrorCollector;

/** What a set of paths is refused for. */
public class PathChecksTest {

    private static final List<String> TARGETS = List.of("staging-eu", "prod-eu");

    @Rule
    public ErrorCollector errors = new ErrorCollector();

    private static PathDraft.Environment environment(
            String name, String target, String from, String soak, String freshness, String reaction) {
        return new PathDraft.Environment(name, target)
                .from(from)
                .soak(soak)
                .freshness(freshness)
                .onVerificationFailure(reaction);
    }

    private static PathDraft.Environment staging() {
        return environment("staging", "staging-eu", null, null, null, null);
    }

    private static List<String> problems(PathDraft... drafts) {
        return PathChecks.check(List.of(drafts), TARGETS, Map.of()).problems();
    }

    private static PathDraft path(PathDraft.Environment... environments) {
        return new PathDraft("web", "the global settings").environments(List.of(environments));
    }

    @Test
    public void anEnvironmentIsRefusedForEachOfItsFields() {
        Object[][] table = {
            {
                environment("prod", null, "staging", null, null, null),
                "target: not set. Existing targets: staging-eu, prod-eu"
            },
            {
                environment("prod", "prod-us", "staging", null, null, null),
                "target: there is no target 'prod-us'. Existing targets: staging-eu, prod-eu"
            },
            {
                environment("prod", "prod-eu", "test", null, null, null),
                "from: there is no environment 'test' in this path. There is: staging, prod"
            },
            {
                environment("prod", "prod-eu", "prod", null, null, null),
                "from: 'prod' is not before this environment."
                        + " A release goes through environments in their order; change the order"
            },
            {
                environment("prod", "prod-eu", null, "4h", null, null),
                "soak: needs 'from', the environment in which the release must be proven"
            },
            {
                environment("prod", "prod-eu", null, null, "7d", null),
                "freshness: needs 'from', the environment in which the release must be proven"
            },
            {
                environment("prod", "prod-eu", "staging", "four hours", null, null),
                "soak: 'four hours' is not a duration. Use for example 30m, 4h or 7d"
            },
            {
                environment("prod", "prod-eu", "staging", "15d", null, null),
                "soak: 15d is out of range. Use more than 0 and at most 14d"
            },
            {
                environment("prod", "prod-eu", "staging", "0", null, null),
                "soak: 0 is out of range. Use more than 0 and at most 14d"
            },
            {
                environment("prod", "prod-eu", "staging", "7d", "7d", null),
                "freshness: 7d is not longer than soak: 7d, so no release could ever enter"
            },
            {
                environment("prod", "prod-eu", "staging", "4h", null, null).soakInterruptedBy("me"),
                "soakInterruptedBy: 'me' is unknown. Use 'newer', or remove it"
            },
            {
                environment("prod", "prod-eu", "staging", null, null, null).soakInterruptedBy("newer"),
                "soakInterruptedBy: needs 'soak'"
            },
            {
                environment("prod", "prod-eu", "staging", null, null, null).before("maybe"),
                "before: 'maybe' is unknown. Use 'no', 'allowed', 'irreversible' or 'required'"
            },
            {
                environment("prod", "prod-eu", "staging", null, null, null).prove("tags"),
                "prove: 'tags' is unknown. Use 'digests' or 'definition'"
            },
            {
                environment("prod", "prod-eu", null, null, null, null).prove("definition"),
                "prove: needs 'from', the environment in which the release must be proven"
            },
            {
                environment("prod", "prod-eu", "staging", null, null, null).onInconclusive("fail"),
                "onInconclusive: 'fail' is unknown. Use 'rollback' or 'hold'"
            },
            {
                environment("prod", "prod-eu", "staging", null, null, "ignore"),
                "onVerificationFailure: 'ignore' is unknown. Use 'rollback' or 'hold'"
            },
        };
        for (Object[] row : table) {
            errors.checkThat(
                    problems(path(staging(), (PathDraft.Environment) row[0])),
                    is(List.of("path web: environment prod: " + row[1])));
        }
    }

    @Test
    public void aCycleIsRefused() {
        assertThat(
                problems(path(
                        environment("a", "staging-eu", "b", null, null, null),
                        environment("b", "prod-eu", "a", null, null, null))),
                is(List.of("path web: environment a: from: 'b' is not before this environment."
                        + " A release goes through environments in their order; change the order")));
    }

    @Test
    public void allProblemsAreReportedAtOnce() {
        PathDraft bad = new PathDraft("a path", "folder shop");

        assertThat(
                problems(path(environment("x\n", "nowhere", null, "1h", null, "no")), bad, path(staging(), staging())),
                containsInAnyOrder(
                        "path web: environment x: 'x' is not a valid name."
                                + " Use letters, digits, '_', '-' and '.', at most 63",
                        "path web: environment x: onVerificationFailure: 'no' is unknown. Use 'rollback' or 'hold'",
                        "path web: environment x: target: there is no target 'nowhere'."
                                + " Existing targets: staging-eu, prod-eu",
                        "path web: environment x: soak: needs 'from',"
                                + " the environment in which the release must be proven",
                        "path a path: 'a path' is not a valid name."
                                + " Use letters, digits, '_', '-' and '.', at most 63",
                        "path a path: a path has 1 to 20 environments, not 0",
                        "path web: the global settings already defines this path."
                                + " A folder may add paths, but not replace them; use another name",
                        "path web: environment staging: the name is used twice."
                                + " Each environment of a path has a name of its own"));
    }

    private static PathDraft.Wave wave(String bake, String... targets) {
        return new PathDraft.Wave(List.of(targets), bake);
    }

    @Test
    public void severalTargetsAreCheckedOneByOne() {
        Object[][] table = {
            {
                new PathDraft.Environment("prod", "staging-eu, prod-us"),
                "target: there is no target 'prod-us'. Existing targets: staging-eu, prod-eu"
            },
            {new PathDraft.Environment("prod", "prod-eu, prod-eu"), "target: 'prod-eu' is used twice; remove one"},
            {
                new PathDraft.Environment("prod", "prod-eu").waves(List.of(wave(null, "staging-eu"))),
                "target and waves: set one of them, not both"
            },
            {
                new PathDraft.Environment("prod", null).waves(List.of(wave("30m", "prod-eu"))),
                "waves: bake: there is no wave before the first one; use soak, or remove it"
            },
            {
                new PathDraft.Environment("prod", null)
                        .waves(List.of(wave(null, "prod-eu"), wave("soon", "staging-eu"))),
                "bake: 'soon' is not a duration. Use for example 30m, 4h or 7d"
            },
            {
                new PathDraft.Environment("prod", null).waves(List.of(wave(null, "prod-eu"), wave(null))),
                "waves: a wave has no targets. Add one, or remove the wave"
            },
        };
        for (Object[] row : table) {
            errors.checkThat(
                    problems(path((PathDraft.Environment) row[0])),
                    is(List.of("path web: environment prod: " + row[1])));
        }
    }

    @Test
    public void wavesBecomeValues() {
        PathDraft.Environment prod = new PathDraft.Environment("prod", null)
                .waves(List.of(wave(null, "staging-eu"), wave("30m", "prod-eu")));

        PathEnvironment checked = PathChecks.check(List.of(path(prod)), TARGETS, Map.of())
                .paths()
                .get(0)
                .environments()
                .get(0);

        assertThat(checked.targets(), is(List.of("staging-eu", "prod-eu")));
        assertThat(
                checked.waves().get(1).bakeMillis(), is(Duration.ofMinutes(30).toMillis()));
    }

    @Test
    public void anUnknownModeIsRefused() {
        assertThat(
                problems(path(staging()).mode("off")),
                is(List.of("path web: mode: 'off' is unknown. Use 'block' or 'warn'")));
    }

    @Test
    public void patternsThatMatchNoServiceAreRefused() {
        assertThat(
                "it does not become all services",
                problems(path(staging()).services(List.of())).toString(),
                containsString("services: '' matches no name of a service"));
        assertThat(
                problems(path(staging()).services(List.of("shop-*", "api/web"))),
                is(List.of("path web: services: 'api/web' matches no name of a service. Use letters, digits, '-' and"
                        + " '_', '*' for any text and '?' for one character")));
    }

    @Test
    public void aFolderReplacesNoPath() {
        assertThat(
                PathChecks.check(
                                List.of(new PathDraft("web", "folder shop").environments(List.of(staging()))),
                                TARGETS,
                                Map.of("web", "the global settings"))
                        .problems(),
                is(List.of("path web: the global settings already defines this path."
                        + " A folder may add paths, but not replace them; use another name")));
    }

    @Test
    public void checksAreCheckedAsThoseOfEcsVerify() {
        PathDraft.Environment prod = new PathDraft.Environment("prod", "prod-eu")
                .checks(List.of(
                        new PathDraft.Check(null, "stableFor.time: 'soon' is no length of time"),
                        new PathDraft.Check(
                                CheckSpec.of(CheckKind.ALARMS).dryRun(true).build(), "")));

        assertThat(
                problems(path(prod)),
                is(List.of(
                        "path web: environment prod: verify: stableFor.time: 'soon' is no length of time",
                        "path web: environment prod: verify: alarms: dryRun has no effect in a path; remove it")));
    }

    @Test
    public void anApprovalThatNobodyCanGiveIsRefused() {
        Object[][] table = {
            {approval(null, null, 0, null), "count: 0 is out of range. Use 1 to 10"},
            {approval(null, null, -1, null), "count: -1 is out of range. Use 1 to 10"},
            {approval(null, null, 11, null), "count: 11 is out of range. Use 1 to 10"},
            {
                approval(null, List.of(), null, null),
                "groups: names nobody. Remove it to let all users with the permission approve"
            },
            {
                approval(List.of(), List.of("managers"), null, null),
                "users: names nobody. Remove it to let all users with the permission approve"
            },
            {
                approval(List.of("amy", "amy"), null, 2, null),
                "count: 2 approvals are needed, but users names only 1 and there are no groups, so it could never be given"
            },
            {approval(null, null, null, "soon"), "timeout: 'soon' is not a duration. Use for example 30m, 4h or 7d"},
            {approval(null, null, null, "0m"), "timeout: 0m is out of range. Use more than 0 and at most 14d"},
            {approval(null, null, null, "15d"), "timeout: 15d is out of range. Use more than 0 and at most 14d"},
            {approval(List.of("amy"), List.of("managers"), 2, "2d"), ""},
            {approval(null, null, 2, null), ""},
        };
        for (Object[] row : table) {
            PathDraft.Environment prod =
                    new PathDraft.Environment("prod", "prod-eu").approval((PathDraft.Approval) row[0]);
            String problem = row[1].toString();
            errors.checkThat(
                    problems(path(prod)),
                    is(problem.isEmpty() ? List.of() : List.of("path web: environment prod: approval: " + problem)));
        }
    }

    private static PathDraft.Approval approval(List<String> users, List<String> groups, Integer count, String timeout) {
        return new PathDraft.Approval(users, groups, count, false, false, timeout, false);
    }

    @Test
    public void whatIsValidBecomesValues() {
        PathChecks.Checked checked = PathChecks.check(
                List.of(path(staging(), environment("prod", "prod-eu", "staging", "1d12h", "7d", "hold"))),
                TARGETS,
                Map.of());

        assertThat(checked.problems(), is(empty()));
        PathEnvironment prod = checked.paths().get(0).environments().get(1);
        assertThat(prod.name(), is("prod"));
        assertThat(prod.target(), is("prod-eu"));
        assertThat(prod.from(), is("staging"));
        assertThat(prod.soak(), is(Duration.ofHours(36)));
        assertThat(prod.freshness(), is(Duration.ofDays(7)));
        assertThat(prod.approval(), is(nullValue()));
        assertThat(prod.rollback(), is(false));
        assertThat(checked.paths().get(0).environments().get(0).rollback(), is(true));
    }
}
