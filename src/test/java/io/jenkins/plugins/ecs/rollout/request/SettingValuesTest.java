package io.jenkins.plugins.ecs.rollout.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Values that no form lets in, as a file of the configuration can have them. */
public class SettingValuesTest {

    @Test
    public void aTimeThatIsNoNumberIsNamed() {
        SettingValues values = SettingValues.NONE.with(Setting.TIMEOUT, "soon");

        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> values.in(TimeUnit.MINUTES));

        assertThat(wrong.getMessage(), is("timeout: 'soon' is not a whole number"));
    }

    @Test
    public void aFormIsShownWithoutANumberThatIsNone() {
        assertThat(SettingValues.NONE.with(Setting.KEEP_REVISIONS, "many").whole(Setting.KEEP_REVISIONS), nullValue());
    }
}
