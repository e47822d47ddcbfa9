package io.jenkins.plugins.ecs.config.settings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.thoughtworks.xstream.converters.ConversionException;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

/** What XStream reports becomes a few words, and never none: an empty text would mean that all was read. */
public class NotingConverterTest {

    @Test
    public void theFieldAndTheCauseAreNamed() {
        ConversionException failure = new ConversionException(new NumberFormatException("For input string: \"soon\""));
        failure.add("path", "/folder/policy/longestDeployment");

        assertThat(NotingConverter.text(List.of(failure)), is("longestDeployment: For input string: \"soon\""));
    }

    @Test
    public void aFailureWithoutAMessageIsNotNothing() {
        for (Throwable failure :
                new Throwable[] {new ConversionException("\n\n"), new IllegalStateException(), new LinkageError()}) {
            assertThat(NotingConverter.text(List.of(failure)).isBlank(), is(false));
        }
        assertThat(NotingConverter.text(Collections.nCopies(7, "a")), is("a; and 4 more"));
    }
}
