package io.jenkins.plugins.ecs.steps.withecs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.ecs.aws.connection.SessionKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import jenkins.security.MasterToSlaveCallable;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The log filter of exported credentials, with the forms that the Credentials Binding plugin knows. */
public class ExportedKeysJenkinsTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYcanarykey1";
    private static final String TOKEN = SECRET + "/and/a/longer/token==";

    @Rule
    public final JenkinsRule r = new JenkinsRule();

    @Test
    public void secretIsMaskedInEveryForm() throws Exception {
        ConsoleLogFilter filter = new ExportedKeysFilter(keys());

        assertThat(masked(filter, "+ export KEY='" + SECRET + "'\n"), is("+ export KEY=****\n"));
        assertThat(
                masked(filter, "?key=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8) + "&b\n"),
                is("?key=****&b\n"));
        assertThat("the longer one first", masked(filter, TOKEN + ".\n"), is("****.\n"));
        assertThat("without its end of line", masked(filter, "a " + SECRET), is("a ****"));
        assertThat(masked(filter, "nothing to hide: \u00e4\n"), is("nothing to hide: \u00e4\n"));
        for (String before : new String[] {"", "a", "ab", "abc", "user:"}) {
            String encoded =
                    Base64.getEncoder().encodeToString((before + SECRET + "!").getBytes(StandardCharsets.UTF_8));

            String masked = masked(filter, encoded + "\n");

            assertThat(before, masked, containsString("****"));
            assertThat(before, masked.replace("****", "").length(), is(lessThan(16)));
        }
    }

    @Test
    public void renewedCredentialsAreMaskedInALogThatIsOpen() throws Exception {
        ExportedKeys keys = keys();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (OutputStream out = new ExportedKeysFilter(keys).decorateLogger((Run<?, ?>) null, log)) {
            out.write((SECRET + "\n").getBytes(StandardCharsets.UTF_8));
            keys.replace(new SessionKeys("ASIANEW", "another-secret-access-key", "another-token", 0));
            out.write((SECRET + " another-secret-access-key\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(log.toString(StandardCharsets.UTF_8), is("****\n**** ****\n"));
    }

    @Test
    public void agentMasksToo() throws Exception {
        DumbSlave agent = r.createOnlineSlave();
        ConsoleLogFilter filter = new ExportedKeysFilter(keys());

        String masked = agent.getChannel().call(new Masking(filter, "key " + SECRET + "\n"));

        assertThat(masked, is("key ****\n"));
    }

    private static ExportedKeys keys() {
        return new ExportedKeys("eu-central-1", new SessionKeys("ASIACANARY", SECRET, TOKEN, 0));
    }

    private static String masked(ConsoleLogFilter filter, String text) throws IOException, InterruptedException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (OutputStream out = filter.decorateLogger((Run<?, ?>) null, log)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static final class Masking extends MasterToSlaveCallable<String, IOException> {
        private static final long serialVersionUID = 1L;

        private final ConsoleLogFilter filter;
        private final String text;

        Masking(ConsoleLogFilter filter, String text) {
            this.filter = filter;
            this.text = text;
        }

        @Override
        public String call() throws IOException {
            try {
                return masked(filter, text);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
