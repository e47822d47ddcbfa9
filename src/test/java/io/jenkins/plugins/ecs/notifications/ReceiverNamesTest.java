package io.jenkins.plugins.ecs.notifications;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.events.DeploymentListener;
import io.jenkins.plugins.ecs.ui.publish.EcsSpans;
import java.util.List;
import org.junit.Test;

/** What administrators read as the name of a receiver. */
public class ReceiverNamesTest {

    private static String name(String receiver, DeploymentListener... installed) {
        return ReceiverNames.of(receiver, List.of(installed));
    }

    private static String laneOf(DeploymentListener listener) {
        return "listener/" + listener.getClass().getName();
    }

    private abstract static class Silent implements DeploymentListener {
        @Override
        public void happened(@NonNull DeploymentEvent event) {
            // No events in these tests.
        }
    }

    private static final class PagerListener extends Silent {}

    private static final class Failing extends Silent {
        @NonNull
        @Override
        public String getDisplayName() {
            throw new IllegalStateException();
        }
    }

    private static final class Odd extends Silent {
        @NonNull
        @Override
        public String getDisplayName() {
            return "Pager\u202e\nof the team";
        }
    }

    private static final class Blank extends Silent {
        @NonNull
        @Override
        public String getDisplayName() {
            return " ";
        }
    }

    @Test
    public void aListenerWhoseNameFailsIsNamedByItsClass() {
        assertThat(name(laneOf(new Failing()), new Failing()), is("Failing"));
    }

    @Test
    public void aListenerWithABlankNameIsNamedByItsClass() {
        assertThat(name(laneOf(new Blank()), new Blank()), is("Blank"));
    }

    @Test
    public void aListenerThatIsNotInstalledAnyMoreIsNamedByItsClass() {
        assertThat(name("listener/org.example.pager.PagerListener"), is("PagerListener"));
        assertThat(name("listener/org.example.Plugin$PagerListener"), is("PagerListener"));
        assertThat(name("listener/Pager"), is("Pager"));
    }

    @Test
    public void aListenerWithoutANameIsNamedByItsClass() {
        assertThat(name(laneOf(new PagerListener()), new Odd(), new PagerListener()), is("PagerListener"));
    }

    @Test
    public void controlCharactersOfANameAreReplaced() {
        assertThat(name(laneOf(new Odd()), new Odd()).matches("Pager.{1,3}of the team"), is(true));
        assertThat(name(laneOf(new Odd()), new Odd()).chars().anyMatch(c -> c == 0x202e || c == '\n'), is(false));
    }

    @Test
    public void openTelemetryIsNamedAsItsPluginIs() {
        assertThat(name(laneOf(new EcsSpans()), new EcsSpans()), is("OpenTelemetry"));
    }

    @Test
    public void aReceiverOfTheConfigurationHasItsNameAndThePlaceOfIt() {
        assertThat(name("global/hook"), is("hook"));
        assertThat(name("folder/shop/payments/hook"), is("hook (folder shop/payments)"));
    }
}
