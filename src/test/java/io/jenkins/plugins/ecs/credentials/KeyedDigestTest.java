package io.jenkins.plugins.ecs.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.Test;

/** Who may share a connection is decided by this value, so nobody may come to another user's by guessing. */
public class KeyedDigestTest {

    @Test
    public void theSameSecretsAreTheSame() {
        assertThat(KeyedDigest.of("AKIA", "secret", null), is(KeyedDigest.of("AKIA", "secret", null)));
    }

    @Test
    public void anAccessKeyWithAnotherSecretIsSomebodyElse() {
        assertThat(KeyedDigest.of("AKIA", "secret"), is(not(KeyedDigest.of("AKIA", "guess"))));
    }

    @Test
    public void whereAPartEndsMatters() {
        assertThat(KeyedDigest.of("ab", "c"), is(not(KeyedDigest.of("a", "bc"))));
        assertThat(KeyedDigest.of("a", "", "b"), is(not(KeyedDigest.of("a", "b", ""))));
    }

    @Test
    public void nothingOfTheSecretIsInIt() {
        assertThat(KeyedDigest.of("AKIAEXAMPLE", "secret"), not(containsString("AKIA")));
        assertThat(KeyedDigest.of("AKIAEXAMPLE", "secret").length(), is(64));
    }
}
