package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What the log of Jenkins says of more receivers of events than can be served. */
public class LongPollsTest {

    private final Logger logger = Logger.getLogger(LongPolls.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @Before
    public void listen() {
        logger.addHandler(handler);
    }

    @After
    public void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    public void receiversAreCountedNotQueuesAndOneIsSharedByTargetsThatReadAsTheSame() {
        LongPolls waits = new LongPolls(4);
        for (int i = 0; i < 120; i++) {
            waits.opened();
        }
        assertThat("as the manual has it", lines, is(List.of()));

        waits.opened();
        waits.opened();

        assertThat(
                lines,
                is(List.of("121 receivers of ECS events are in use, more than the 120 that this controller can serve in"
                        + " time. Deployments may be polled at the usual interval. Targets with the same credentials"
                        + " and role can share a queue")));
    }
}
