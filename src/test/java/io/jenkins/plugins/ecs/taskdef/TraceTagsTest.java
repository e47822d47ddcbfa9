package io.jenkins.plugins.ecs.taskdef;

import static io.jenkins.plugins.ecs.taskdef.Definitions.raw;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;

public class TraceTagsTest {
    @Test
    public void whenThereIsNoRoomTheTagsOfTheUserStayAndTheRestIsReported() {
        ObjectNode input = tags(49);
        input.withArray("tags").addObject().put("key", "aws:does:not:count").put("value", "x");
        Map<String, String> trace = new LinkedHashMap<>();
        trace.put("jenkins:job", "shop");
        trace.put("jenkins:build", "7");
        trace.put("jenkins:commit", "abc");
        trace.put("k0", "new");
        TraceTags traced = TraceTags.of(input, trace);

        assertThat(traced.dropped(), contains("jenkins:build", "jenkins:commit"));
        ArrayNode tags = (ArrayNode) traced.registerInput().get("tags");
        assertThat(tags.size(), equalTo(51));
        assertThat(tags.get(0).path("value").asText(), equalTo("new"));
        assertThat(tags.get(50).path("key").asText(), equalTo("jenkins:job"));
        assertThat(input.get("tags").size(), equalTo(50));
    }

    @Test
    public void theSpanOfTheStepIsNoTag() {
        TraceTags traced = TraceTags.of(
                tags(0), Map.of("jenkins:job", "shop", "traceparent", "00-" + "a".repeat(32) + "-b7ad6b7169203331-01"));

        assertThat(traced.registerInput().get("tags").size(), equalTo(1));
        assertThat(traced.registerInput().toString().contains("traceparent"), equalTo(false));
        assertThat(traced.dropped().isEmpty(), equalTo(true));
    }

    private static ObjectNode tags(int count) {
        ObjectNode input = raw("{'family':'f','tags':[]}");
        for (int i = 0; i < count; i++) {
            input.withArray("tags").addObject().put("key", "k" + i).put("value", "v");
        }
        return input;
    }

    @Test
    public void textsAreMadeToFitTheRulesOfAws() {
        String smile = "\uD83D\uDE00";
        String[][] table = {
            {"jenkins:job", "folder/job #7", "jenkins:job", "folder/job _7"},
            {"a{b}", "x&y\nz", "a_b_", "x_y_z"},
            {"Größe", " ok@1+2=3 ", "Größe", "ok@1+2=3"},
            {"AWS:x", "aws:y", "AWS_x", "aws_y"},
            {"k".repeat(200), "v".repeat(300), "k".repeat(128), "v".repeat(256)},
            {"smile", smile, "smile", "_"},
            {"wide", "x".repeat(255) + "\uD835\uDC00", "wide", "x".repeat(255)},
        };
        for (String[] row : table) {
            ObjectNode tagged = TraceTags.add(raw("{}"), Map.of(row[0], row[1]));
            assertThat(
                    tagged.at("/tags/0"), equalTo(raw("{}").put("key", row[2]).put("value", row[3])));
        }
    }

    @Test
    public void emptyValuesAddNothingAndTagsOfTheUserStay() {
        ObjectNode input = raw("{'tags':[{'key':'team','value':'shop'},{'key':'jenkins:build','value':'6'}]}");

        assertThat(TraceTags.add(input, Collections.singletonMap("jenkins:build", null)), equalTo(input));
        assertThat(TraceTags.add(raw("{}"), Map.of("a", " ")), equalTo(raw("{}")));
        assertThat(TraceTags.of(input, Map.of("", "x")).dropped(), contains(""));
        TraceTags traced = TraceTags.of(input, Map.of("jenkins:build", "7"));
        assertThat(
                traced.registerInput(),
                equalTo(raw("{'tags':[{'key':'team','value':'shop'},{'key':'jenkins:build','value':'7'}]}")));
        assertThat(traced.dropped(), empty());
    }
}
