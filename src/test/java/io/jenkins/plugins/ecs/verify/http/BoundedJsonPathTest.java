package io.jenkins.plugins.ecs.verify.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class BoundedJsonPathTest {

    private static final String BODY = "{\"status\":\"UP\",\"none\":null,\"a b\":{\"x.y\":1},\"list\":[1,2,3],"
            + "\"checks\":[{\"name\":\"db\",\"status\":\"UP\"},{\"name\":\"queue\",\"status\":\"DOWN\"}]}";

    @Test
    public void placesAreSelected() throws Exception {
        assertThat(values("$.status"), is(List.of("UP")));
        assertThat(values("$['a b']['x.y']"), is(List.of(1)));
        assertThat(values("$.checks[1].name"), is(List.of("queue")));
        assertThat(values("$.checks[*].status"), is(List.of("UP", "DOWN")));
        assertThat(values("$.checks[-1].status"), is(List.of("DOWN")));
        assertThat(values("$..name"), is(List.of("db", "queue")));
        assertThat(values("$.checks[?(@.name == 'db')].status"), is(List.of("UP")));
        assertThat(values("$.checks.length()"), is(List.of(2)));
    }

    @Test
    public void listIsOneValueOfADefinitePath() throws Exception {
        assertThat(values("$.list"), is(List.of(List.of(1, 2, 3))));
        assertThat(values("$.list[*]"), is(List.of(1, 2, 3)));
    }

    @Test
    public void nullIsAValueAndAMissingFieldIsNone() throws Exception {
        assertThat(values("$.none"), is(Collections.singletonList(null)));
        assertThat(values("$.missing"), is(List.of()));
        assertThat(values("$.missing.x[*]"), is(List.of()));
        assertThat(values("$.status[0]"), is(List.of()));
        assertThat(values("$.list[7]"), is(List.of()));
        assertThat(new BoundedJsonPath("$.x").select(null).values(), is(List.of()));
    }

    @Test
    public void pathThatSelectsTooMuchIsAProblemAndNotAPrefix() throws Exception {
        Object list = Arrays.asList(new Object[1_000]);
        assertThat(new BoundedJsonPath("$[*]").select(list).values().size(), is(1_000));
        Object longer = Arrays.asList(new Object[5_000]);

        BoundedJsonPath.Selection selected = new BoundedJsonPath("$[*]").select(longer);

        assertThat(selected.problem(), is("selects more than 1000 values"));
        assertThat(selected.values(), is(List.of()));
    }

    @Test
    public void evaluationEndsWithItsTime() {
        Object list = Collections.nCopies(300, Collections.nCopies(300, List.of(1, 2, 3)));
        BoundedJsonPath path = new BoundedJsonPath("$..[*]..[*]..[*]..missing");

        assertThat(path.select(list, Duration.ofMillis(20)).problem(), is("takes too long on this body"));
    }

    @Test
    public void deepDocumentIsNoStackOverflow() throws Exception {
        String deep = "{\"a\":".repeat(900) + "1" + "}".repeat(900);

        BoundedJsonPath.Selection selected = new BoundedJsonPath("$..b").select(read(deep));

        assertThat(selected.values(), is(List.of()));
    }

    @Test
    public void functionOnTheWrongKindIsAProblem() {
        BoundedJsonPath.Selection selected = new BoundedJsonPath("$.a.sum()").select(Map.of("a", "text"));

        assertThat(selected.problem(), is("cannot be applied to this body"));
    }

    @Test
    public void pathsThatAreNoneAreRefusedWithAnExample() {
        for (String path : List.of("status", "", " $.a", "$.", "$[x]", "$.a[?(", "$[99999999999]")) {
            String message = refusal(path);
            assertThat(message, containsString("'" + path + "' is not a path"));
            assertThat(message, containsString("$.checks[0].status"));
        }
    }

    @Test
    public void regularExpressionsAndLongPathsAreRefused() {
        assertThat(refusal("$.a[?(@.b =~ /(a*)*b/)]"), containsString("has a regular expression (=~)"));
        assertThat(refusal("$" + ".a".repeat(300)), is("the path has 601 characters. Use at most 500"));
    }

    private static String refusal(String path) {
        return assertThrows(IllegalArgumentException.class, () -> new BoundedJsonPath(path))
                .getMessage();
    }

    private static List<Object> values(String path) throws IOException {
        BoundedJsonPath.Selection selected = new BoundedJsonPath(path).select(read(BODY));
        assertThat(selected.problem(), is(nullValue()));
        return selected.values();
    }

    private static Object read(String json) throws IOException {
        return new ObjectMapper().readValue(json, Object.class);
    }
}
