package io.jenkins.plugins.ecs.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** The expected values are those of {@code sha256sum}. */
public class Sha256Test {

    @Test
    public void theHashOfATextHasLowerCaseDigits() {
        assertThat(Sha256.hex("abc"), is("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    public void zerosAtTheBeginStay() {
        assertThat(Sha256.hex("text 43"), is("0085085c04d1687737479a8ad82c4cfacb5c69f3976aa1854449d0f9089c03c7"));
    }

    @Test
    public void otherLettersCountInUtf8() {
        assertThat(
                Sha256.hex("Gr\u00f6\u00dfe"), is("aedc3f80989a6546962705852b2f4a481dbd1e490760693525c3724bacab3f50"));
    }
}
