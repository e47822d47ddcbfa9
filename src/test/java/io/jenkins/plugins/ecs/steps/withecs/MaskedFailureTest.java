package io.jenkins.plugins.ecs.steps.withecs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;

import hudson.AbortException;
import java.util.regex.Pattern;
import org.junit.Test;

public class MaskedFailureTest {

    private static final Pattern SECRETS = Pattern.compile("wJalrX|AKIA7");

    @Test
    public void secretInTheMessageIsMasked() {
        Throwable masked = MaskedFailure.of(new AbortException("key wJalrX of AKIA7."), SECRETS);

        assertThat(masked.getMessage(), is("hudson.AbortException: key **** of ****."));
    }

    @Test
    public void causesAndSuppressedFailuresWithASecretAreLeftOut() {
        Exception caused = new Exception("outer", new IllegalStateException("key wJalrX"));
        Exception suppressed = new Exception("plain");
        suppressed.addSuppressed(new Exception("x", new Exception("AKIA7")));

        assertThat(MaskedFailure.of(caused, SECRETS).getMessage(), is("java.lang.Exception: outer"));
        assertThat(MaskedFailure.of(caused, SECRETS).getCause(), is(nullValue()));
        assertThat(MaskedFailure.of(suppressed, SECRETS).getSuppressed().length, is(0));
    }

    @Test
    public void placeOfTheFailureStays() {
        Exception failure = new Exception("AKIA7");

        assertThat(MaskedFailure.of(failure, SECRETS).getStackTrace(), is(failure.getStackTrace()));
    }

    @Test
    public void failureWithoutASecretStaysTheSame() {
        Exception plain = new AbortException("script returned exit code 1");
        Exception cycle = new Exception("a");
        cycle.initCause(new Exception("b", cycle));

        assertThat(MaskedFailure.of(plain, SECRETS), sameInstance(plain));
        assertThat(MaskedFailure.of(cycle, SECRETS), sameInstance(cycle));
    }
}
