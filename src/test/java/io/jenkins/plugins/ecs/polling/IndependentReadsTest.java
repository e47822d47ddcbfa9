package io.jenkins.plugins.ecs.polling;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** A round asks for all that it lacks at once, and not for one thing after the other. */
public class IndependentReadsTest {

    private static ReadPendingException pending(String operation) {
        return new ReadPendingException(ReadRequest.of(operation, JsonNodeFactory.instance.objectNode()));
    }

    @Test
    public void allThatAreMissingAreReportedTogether() {
        List<String> made = new ArrayList<>();
        ReadPendingException missing = assertThrows(
                ReadPendingException.class,
                () -> IndependentReads.each(List.of("ListTasks", "there", "ListClusters"), read -> {
                    if (read.startsWith("List")) {
                        throw pending(read);
                    }
                    made.add(read);
                }));
        assertThat(
                missing.reads().stream().map(read -> read.kind().operation()).toList(),
                is(List.of("ListTasks", "ListClusters")));
        assertThat(made, is(List.of("there")));
    }

    @Test
    public void anythingElseEndsTheRound() {
        List<String> made = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> IndependentReads.each(List.of("a", "b"), read -> {
                    made.add(read);
                    throw new IllegalStateException();
                }));
        assertThat(made, is(List.of("a")));
        IndependentReads.each(List.of("c"), made::add);
        assertThat(made, is(List.of("a", "c")));
    }
}
