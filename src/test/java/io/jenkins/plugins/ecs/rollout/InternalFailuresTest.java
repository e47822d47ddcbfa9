package io.jenkins.plugins.ecs.rollout;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import org.junit.Test;

/** An error of ours is tried again; only what stays the same for ten minutes ends a step. */
public class InternalFailuresTest {

    private static final boolean UNDER_WAY = true;

    private final InternalFailures failures = new InternalFailures();

    private static RuntimeException here(String message) {
        return new IllegalStateException(message);
    }

    private static RuntimeException there() {
        return new IllegalArgumentException("another one");
    }

    @Test
    public void theFirstOfAKindIsNewWithItsPlace() {
        InternalFailures.Finding first = failures.note(here("a"), UNDER_WAY, 0);

        assertThat(first.isNew(), is(true));
        assertThat(first.text(), containsString("IllegalStateException: a at InternalFailuresTest.here:"));
        assertThat("messages differ", failures.note(here("b"), UNDER_WAY, 1).isNew(), is(false));
        assertThat(failures.note(there(), UNDER_WAY, 2).isNew(), is(true));
    }

    @Test
    public void theSameForTenMinutesLasts() {
        for (long now = 0; now < 600_000; now += 30_000) {
            assertThat(failures.note(here("a"), UNDER_WAY, now).lasts(), is(false));
        }
        assertThat(failures.note(here("a"), UNDER_WAY, 600_000).lasts(), is(true));
    }

    @Test
    public void aRoundThatWentWellBeginsTheCountAnew() {
        failures.note(here("a"), UNDER_WAY, 0);
        failures.note(here("a"), UNDER_WAY, 300_000);
        failures.over();

        assertThat(failures.note(here("a"), UNDER_WAY, 601_000).lasts(), is(false));
    }

    @Test
    public void othersAreNotCountedAsTheSame() {
        failures.note(here("a"), UNDER_WAY, 0);
        failures.note(here("a"), UNDER_WAY, 1_000);

        assertThat(failures.note(there(), UNDER_WAY, 700_000).lasts(), is(false));
    }

    @Test
    public void oneAfterALongTimeOfNothingIsNotAPattern() {
        failures.note(here("a"), UNDER_WAY, 0);

        assertThat(
                "a JVM that stood still",
                failures.note(here("a"), UNDER_WAY, 3_600_000).lasts(),
                is(false));
    }

    @Test
    public void beforeAnythingWasChangedItEndsSoon() {
        failures.note(here("a"), false, 0);
        failures.note(here("a"), false, 15_000);

        assertThat(failures.note(here("a"), false, 30_000).lasts(), is(true));
    }

    @Test
    public void errorsOfTheJvmAreTheSameWhereverTheyHappen() {
        failures.note(new OutOfMemoryError("Java heap space"), UNDER_WAY, 0);

        assertThat(failures.note(memory(), UNDER_WAY, 1_000).isNew(), is(false));
    }

    private static Error memory() {
        return new OutOfMemoryError("Metaspace");
    }

    @Test
    public void itIsTriedAgainMoreAndMoreSeldom() {
        long last = 0;
        for (int i = 0; i < 4; i++) {
            long in = failures.note(here("a"), UNDER_WAY, i).retryIn();
            assertThat(in, greaterThan(last));
            last = in;
        }
        for (int i = 0; i < 20; i++) {
            assertThat(failures.note(here("a"), UNDER_WAY, i).retryIn(), lessThanOrEqualTo(30_000L));
        }
    }

    @Test
    public void whatItSaysIsOneShortLineWithoutControlCharacters() {
        String text = failures.note(here("a\n\u001b[31m" + "x".repeat(5_000)), UNDER_WAY, 0)
                .text();

        assertThat(text, not(containsString("\n")));
        assertThat(text, not(containsString("\u001b")));
        assertThat(text.length(), lessThanOrEqualTo(300));
    }
}
