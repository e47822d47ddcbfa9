package io.jenkins.plugins.ecs.policy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Which of the open freeze windows a page shows. */
public class FrozenTest {

    private static final Instant NOW = Instant.parse("2026-11-24T20:00:00Z");

    private static Rule freeze(String reason, String start, int hours) {
        return new Freeze(new FreezeWindow(CronTimes.parse(start), Duration.ofHours(hours), ZoneId.of("UTC"), reason));
    }

    private static Policy policy(String where, Rule... rules) {
        return new Policy(where, "", List.of(rules), null);
    }

    private static Rulebook.Target target(String name, Policy policy) {
        return new Rulebook.Target(name, false, TargetPlace.of(null, null, List.of(), List.of()), policy);
    }

    private static Optional<String> frozen(String target, Policy place, Rulebook.Target... targets) {
        return new Rulebook(List.of(place), List.of(targets), List.of())
                .frozen(target, NOW)
                .map(open -> open.reason() + " until " + open.until());
    }

    @Test
    public void theOneThatEndsLastIsShown() {
        assertThat(
                frozen(
                        null,
                        policy(
                                "the global settings",
                                new TargetRequired(),
                                freeze("lunch", "0 12 * * *", 2),
                                freeze("evening", "0 18 * * *", 4),
                                freeze("night", "0 19 * * *", 9),
                                freeze("soon", "0 20 * * *", 1))),
                is(Optional.of("night until 2026-11-25T04:00Z[UTC]")));
        assertThat(frozen(null, policy("the global settings", freeze("lunch", "0 12 * * *", 2))), is(Optional.empty()));
    }

    @Test
    public void thoseOfTheTargetCountAndThoseOfOthersDoNot() {
        Rulebook.Target prod = target("prod", policy("target prod", freeze("inventory", "0 18 * * *", 4)));
        Rulebook.Target free = target("free", null);
        Policy none = policy("the global settings");

        assertThat(frozen("prod", none, free, prod), is(Optional.of("inventory until 2026-11-24T22:00Z[UTC]")));
        assertThat(frozen("free", none, free, prod), is(Optional.empty()));
        assertThat(frozen(null, none, free, prod), is(Optional.empty()));
    }

    @Test
    public void oneThatOnlyWarnsFreezesNothing() {
        Policy warns = policy("folder shop", freeze("evening", "0 18 * * *", 4)).warningOnly(Set.of("freezeWindows"));

        assertThat(frozen(null, warns), is(Optional.empty()));
    }
}
