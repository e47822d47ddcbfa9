package io.jenkins.plugins.ecs.diagnosis;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;

import io.jenkins.plugins.ecs.aws.ecs.EcsTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.Test;

/** Texts of AWS from public reports, with what is right to say of each: {@code texts.tsv}. */
public class PublicTextsTest {

    @Test
    public void eachTextIsClassifiedAsItShouldBe() {
        List<Map<String, String>> rows = rows();
        List<String> wrong = new ArrayList<>();
        for (Map<String, String> row : rows) {
            judge(row).ifPresent(wrong::add);
        }
        assertThat(rows.size(), greaterThan(50));
        assertThat(String.join("\n", wrong), wrong, empty());
    }

    private static Optional<String> judge(Map<String, String> row) {
        String container = "";
        Cause cause;
        if (row.get("kind").equals("task")) {
            FailedContainer culprit = FailedContainer.of(task(row.get("text")));
            cause = culprit.cause();
            container = culprit.container();
        } else {
            cause = CauseCatalogue.ofText(row.get("text")).orElse(Cause.unknown(row.get("text")));
        }
        String said = cause.title() + " | " + cause.advice() + " | " + cause.evidence();
        String own = cause.title() + " | " + cause.advice();
        List<String> faults = new ArrayList<>();
        if (!Arrays.asList(row.get("permanence").split("\\|"))
                .contains(cause.permanence().name())) {
            faults.add("is " + cause.permanence() + ", not " + row.get("permanence"));
        }
        if (!row.get("says").equals("-")
                && !finds(row.get("says"), row.get("kind").equals("task") ? said : own)) {
            faults.add("does not say " + row.get("says"));
        }
        if (!row.get("not").equals("-") && finds(row.get("not"), own)) {
            faults.add("says " + row.get("not"));
        }
        if (!row.get("container").equals("-") && !row.get("container").equals(container)) {
            faults.add("blames '" + container + "', not " + row.get("container"));
        }
        if (cause.id().equals(Cause.UNKNOWN) && !row.get("says").equals("-")) {
            faults.add("is not known");
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(row.get("id") + " (" + cause.id() + "): " + String.join(", ", faults) + "\n    " + own
                        + "\n    " + row.get("text"));
    }

    private static boolean finds(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    /** {@code stopCode | stoppedReason | name:exit code:health:reason | …} */
    private static EcsTask task(String text) {
        String[] parts = text.split(" \\| ");
        EcsTask.Container[] containers = Arrays.stream(parts)
                .skip(2)
                .map(part -> part.split(":", 4))
                .map(c -> new EcsTask.Container(
                        c[0].trim(),
                        "repo/" + c[0].trim() + ":1",
                        null,
                        c[1].isBlank() ? null : Integer.valueOf(c[1].trim()),
                        c[3].trim(),
                        c[2].trim()))
                .toArray(EcsTask.Container[]::new);
        return Tasks.stopped(parts[0], parts[1], containers);
    }

    private static List<Map<String, String>> rows() {
        try (InputStream in = PublicTextsTest.class.getResourceAsStream("texts.tsv")) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] names = lines.get(0).split("\t");
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split("\t", -1);
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
