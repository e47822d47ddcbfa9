package io.jenkins.plugins.ecs.config.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

/** Settings are one value that is swapped whole: there is no moment with a part of them, and none without. */
public class SnapshotsTest {

    private final Snapshots<List<String>> settings = new Snapshots<>(List.of("rule 1", "rule 2"));

    @Test
    public void aChangeByItselfCountsAtOnce() {
        settings.change(null, before -> List.of("rule 3"));

        assertThat(settings.current(), is(List.of("rule 3")));
    }

    @Test
    public void whatBelongsTogetherCountsOnceAllOfItIsThere() {
        Object form = new Object();
        settings.change(form, before -> List.of());
        settings.change(form, before -> List.of("rule 3"));

        assertThat("others see the old ones", settings.current(), is(List.of("rule 1", "rule 2")));
        assertThat("the form sees its own", settings.seenIn(form), is(List.of("rule 3")));
        settings.publish();
        assertThat(settings.current(), is(List.of("rule 3")));
    }

    @Test
    public void aFormThatIsRefusedChangesNothing() {
        Object refused = new Object();
        settings.change(refused, before -> List.of());
        settings.drop();
        settings.publish();

        assertThat(settings.current(), is(List.of("rule 1", "rule 2")));
    }

    @Test
    public void whatAReloadLeftBehindDoesNotGetIntoTheNextOne() {
        settings.change(new Object(), before -> List.of());
        Object next = new Object();
        settings.change(next, before -> List.of(before.get(0), "rule 3"));
        settings.publish();

        assertThat(settings.current(), is(List.of("rule 1", "rule 3")));
        settings.change(new Object(), before -> List.of());
        settings.change(null, before -> before);
        settings.publish();
        assertThat(settings.current(), is(List.of("rule 1", "rule 3")));
    }

    @Test
    public void underLoadThereIsNeverAMomentWithoutRules() throws Exception {
        AtomicBoolean saving = new AtomicBoolean(true);
        ExecutorService readers = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> one = readers.submit(() -> alwaysTwo(saving));
            Future<Boolean> two = readers.submit(() -> alwaysTwo(saving));
            for (int i = 0; i < 2_000; i++) {
                Object form = new Object();
                settings.change(form, before -> List.of());
                settings.change(form, before -> List.of("a", "b"));
                if (i % 3 == 0) {
                    settings.drop();
                } else {
                    settings.publish();
                }
            }
            saving.set(false);
            assertThat(one.get(), is(true));
            assertThat(two.get(), is(true));
        } finally {
            readers.shutdownNow();
        }
    }

    private boolean alwaysTwo(AtomicBoolean saving) {
        boolean always = true;
        while (saving.get()) {
            always &= settings.current().size() == 2;
        }
        return always;
    }
}
