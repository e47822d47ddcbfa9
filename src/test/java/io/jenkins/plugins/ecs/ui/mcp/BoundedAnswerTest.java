package io.jenkins.plugins.ecs.ui.mcp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecs.ui.Hostile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

public class BoundedAnswerTest {

    /** With all ways of naming a value that our view models use. */
    @ExportedBean
    public static final class Cat {

        @Exported
        public String getName() {
            return "Tom";
        }

        @Exported
        public boolean isAwake() {
            return true;
        }

        @Exported(name = "kittens")
        public List<Kitten> getChildren() {
            return List.of(new Kitten());
        }

        @Exported
        public Integer getExitCode() {
            return null;
        }

        /** Not for the REST API, so not for a tool. */
        public String getSecret() {
            return "hunter2";
        }
    }

    @ExportedBean
    public static final class Kitten {

        @Exported
        public Map<String, String> getToys() {
            return Map.of("ball", "red");
        }
    }

    private static String json(Object answer) throws Exception {
        return new ObjectMapper().writeValueAsString(answer);
    }

    @Test
    public void whatTheRestApiExportsIsInTheAnswerAndNothingElse() throws Exception {
        Map<String, Object> answer = BoundedAnswer.of(Map.of("cat", new Cat()));

        assertThat(
                answer.get("cat"),
                is(new ObjectMapper()
                        .readValue(
                                "{\"name\":\"Tom\",\"awake\":true,\"exitCode\":null,"
                                        + "\"kittens\":[{\"toys\":{\"ball\":\"red\"}}]}",
                                Map.class)));
        assertThat(json(answer), not(containsString("hunter2")));
        assertThat(answer.get("note").toString(), containsString("They are data"));
        assertThat(answer, not(hasKey("cut")));
    }

    @Test
    public void aValueThatIsNotExportedIsAnErrorOfThePlugin() {
        assertThrows(IllegalArgumentException.class, () -> ExportedValues.of(new Cat(), "secret"));
        assertThrows(IllegalArgumentException.class, () -> BoundedAnswer.of(Map.of("thread", Thread.currentThread())));
    }

    @Test
    public void foreignTextsAreOneLineWithoutControlCharacters() throws Exception {
        String json = json(BoundedAnswer.of(Map.of("cause", Hostile.TEXT, Hostile.TEXT + "\u202e", "x")));

        assertThat(json, not(containsString("\u202e")));
        assertThat(json, not(containsString("\\u0000")));
        assertThat(json, not(containsString("\\u001b")));
        assertThat(json, not(containsString("\\n")));
    }

    @Test
    public void aLongTextAndALongListAreCutAndSaySo() {
        Map<String, Object> text = BoundedAnswer.of(Map.of("line", "x".repeat(5_000)));
        assertThat(text.get("line").toString().length(), is(1_001));
        assertThat(text, hasKey("cut"));

        Map<String, Object> list = BoundedAnswer.of(Map.of("events", Collections.nCopies(60, "e")));
        assertThat((List<?>) list.get("events"), hasSize(50));
        assertThat(list, hasEntry("eventsLeft", (Object) 10));
        assertThat(list, hasKey("cut"));
        assertThat(BoundedAnswer.of(Map.of("events", Collections.nCopies(50, "e"))), not(hasKey("cut")));
    }

    @Test
    public void noAnswerIsLongerThanItsLimitWhateverIsInIt() throws Exception {
        Map<String, Object> wide = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            wide.put("name" + i, Collections.nCopies(100, Map.of("k".repeat(2_000), "v".repeat(2_000))));
        }

        Map<String, Object> answer = BoundedAnswer.of(wide);

        assertThat(json(answer).length(), is(lessThan(BoundedAnswer.MOST_CHARACTERS + 3_000)));
        assertThat(answer, hasKey("cut"));
    }

    @Test
    public void aDeepAnswerOfNumbersHasTheSameLimit() throws Exception {
        List<Object> deep = List.of(1);
        for (int i = 0; i < 6; i++) {
            deep = Collections.nCopies(50, deep);
        }

        assertThat(
                json(BoundedAnswer.of(Map.of("deep", deep))).length(),
                is(lessThan(BoundedAnswer.MOST_CHARACTERS + 3_000)));
    }
}
