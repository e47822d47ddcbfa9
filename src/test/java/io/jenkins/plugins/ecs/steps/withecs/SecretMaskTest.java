package io.jenkins.plugins.ecs.steps.withecs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;

import hudson.AbortException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.Test;

public class SecretMaskTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYcanarykey1";
    private static final String TOKEN = SECRET + "/and/a/longer/token==";

    private final SecretMask mask = SecretMask.of(List.of(SECRET, TOKEN));

    @Test
    public void aSecretIsMaskedAsItIsAndAsItLooksElsewhere() {
        String url = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);

        assertThat(mask.apply("+ export KEY='" + SECRET + "'"), is("+ export KEY='****'"));
        assertThat(mask.apply("?key=" + url + "&b"), is("?key=****&b"));
        assertThat("the longer one first", mask.apply(TOKEN + "."), is("****."));
        assertThat(mask.apply("nothing to hide"), is("nothing to hide"));
    }

    @Test
    public void base64IsMaskedWhereverItBegins() {
        for (String before : new String[] {"", "a", "ab", "abc", "user:"}) {
            String encoded =
                    Base64.getEncoder().encodeToString((before + SECRET + "!").getBytes(StandardCharsets.UTF_8));
            String masked = mask.apply(encoded);

            assertThat(before, masked, containsString("****"));
            String left = masked.replace("****", "");
            assertThat(before + ": " + masked, left.length() < 16, is(true));
        }
    }

    @Test
    public void failuresLoseTheSecretAndKeepTheRest() {
        Exception inner = new Exception("outer", new IllegalStateException("key " + SECRET));
        Exception suppressed = new Exception("plain");
        suppressed.addSuppressed(new Exception(SECRET));

        assertThat(mask.apply(new AbortException("key " + SECRET)).getMessage(), containsString("key ****"));
        assertThat(mask.apply(inner).getCause() == null, is(true));
        assertThat(mask.apply(suppressed).getSuppressed().length, is(0));
        assertThat(mask.apply(inner).toString(), not(containsString(SECRET)));
    }

    @Test
    public void aFailureWithoutASecretStaysTheSame() {
        Exception plain = new AbortException("script returned exit code 1");

        assertThat(mask.apply(plain), sameInstance(plain));
    }
}
