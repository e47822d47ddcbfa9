package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** Words in their order, also in a text that AWS cut off. */
public class TextPatternTest {

    private static boolean matches(String words, String text) {
        return TextPattern.of(words).isIn(TextPattern.fold(text));
    }

    /** A text of this length that ends with these words. */
    private static String endingWith(String words, int length) {
        return "x".repeat(length - words.length() - 1) + " " + words;
    }

    @Test
    public void theOrderCounts() {
        assertThat(matches("unable to*secret", "Unable to read the SECRET"), is(true));
        assertThat(matches("unable to*secret", "secret that it was unable to read"), is(false));
        assertThat(matches("read*read", "read it"), is(false));
        assertThat(matches("read*read", "read, then read"), is(true));
    }

    @Test
    public void aPartThatIsMissingInTheMiddleIsNotCutOff() {
        assertThat(matches("nothing*of*this", endingWith("nothing", 255)), is(false));
    }

    @Test
    public void aWordThatIsCutOffIsKnownByItsBeginning() {
        String pattern = "repository does not exist";
        for (int length : new int[] {250, 255}) {
            assertThat("cut at " + length, matches(pattern, endingWith("reposit", length)), is(true));
        }
        for (int length : new int[] {249, 256}) {
            assertThat("not cut at " + length, matches(pattern, endingWith("reposit", length)), is(false));
        }
    }

    @Test
    public void dotsCutOffAtAnyLength() {
        assertThat(matches("repository does not exist", "the reposi..."), is(true));
        assertThat("five letters are too few", matches("repository does not exist", "the repos..."), is(false));
        assertThat("an end of a sentence", matches("access denied by policy", "no access..."), is(false));
        assertThat("more than one word", matches("access denied by policy", "access denied..."), is(true));
    }

    @Test
    public void theBeginningMustComeAfterWhatWasFound() {
        assertThat(matches("abcdefgh*cdefghij", "abcdefgh..."), is(false));
        assertThat(matches("abcdefgh*cdefghij", "abcdefgh cdefgh..."), is(true));
    }

    @Test
    public void blanksApostrophesAndCapitalsDoNotCount() {
        assertThat(matches("can't pull", "CAN\u2019T\n\t PULL"), is(true));
        assertThat(TextPattern.fold("  A  \u2018B\u2019 "), is("a 'b' "));
    }
}
