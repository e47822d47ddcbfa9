package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

/** Errors name the place of a character that cannot be seen. */
public class TextEncodingTest {

    private static final TaskDefinitionException ERROR = new TaskDefinitionException("not readable");

    private static String checked(String text) {
        return assertThrows(TaskDefinitionException.class, () -> TextEncoding.check(text))
                .getMessage();
    }

    @Test
    public void aWrongCharacterIsNamedByLineAndColumn() {
        assertThat(checked("\uFFFD"), containsString("line 1, column 1"));
        assertThat(checked("ab\uFFFD"), containsString("line 1, column 3"));
        assertThat(checked("ab\n\nc\uFFFDd"), containsString("line 3, column 2"));
    }

    @Test
    public void utf16IsKnownByItsNuls() {
        assertThat(checked("\0{"), containsString("it is UTF-16 that was read as UTF-8"));
    }

    @Test
    public void theFirstBlankThatIsNoneIsShown() {
        String message = TextEncoding.explained(ERROR, "{\n\u00A0\u3000").getMessage();

        assertThat(message, containsString("not readable\n"));
        assertThat(message, containsString("U+00A0"));
        assertThat(message, containsString("line 2, column 1"));
        assertThat(TextEncoding.explained(ERROR, "\u2003").getMessage(), containsString("U+2003"));
    }

    @Test
    public void aPlaceholderOfATemplateIsShown() {
        assertThat(TextEncoding.explained(ERROR, "{{ image }}").getMessage(), containsString("line 1, column 1"));
        assertThat(TextEncoding.explained(ERROR, "a: {{ image }}").getMessage(), containsString("'{{'"));
        assertThat(TextEncoding.explained(ERROR, "{ }"), sameInstance(ERROR));
    }

    @Test
    public void marksInFrontAreTakenAway() {
        assertThat(TextEncoding.withoutMarks("\uFEFF\uFEFF{}"), is("{}"));
        assertThat(TextEncoding.withoutMarks("\uFEFF"), is(""));
        assertThat(TextEncoding.withoutMarks("a\uFEFF"), is("a\uFEFF"));
    }
}
