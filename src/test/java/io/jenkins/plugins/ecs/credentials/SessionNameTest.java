package io.jenkins.plugins.ecs.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** STS: 2 to 64 characters of {@code [\w+=,.@-]}. */
public class SessionNameTest {

    @Test
    public void namesTheBuild() {
        assertThat(BuildConnections.sessionName("team/api/main#42"), is("jenkins-team-api-main-42"));
    }

    @Test
    public void keepsTheNumberOfALongName() {
        String name = BuildConnections.sessionName("folder/" + "x".repeat(200) + "#1234");

        assertThat(name.length(), is(64));
        assertThat(name, endsWith("xxx-1234"));
        assertThat(name.matches("[\\w+=,.@-]{2,64}"), is(true));
    }

    @Test
    public void foreignLettersBecomeDashes() {
        assertThat(BuildConnections.sessionName("größe 🚀#1"), is("jenkins-gr-e-1"));
    }
}
