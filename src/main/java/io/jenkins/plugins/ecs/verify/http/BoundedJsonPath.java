package io.jenkins.plugins.ecs.verify.http;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.EvaluationListener.EvaluationContinuation;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JsonSmartJsonProvider;
import com.jayway.jsonpath.spi.mapper.JsonSmartMappingProvider;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A JSONPath from a Jenkinsfile. Its evaluation ends after 2 seconds or 1,000 values, and regular expressions in
 * filters are not accepted, because nothing could stop them.
 */
public final class BoundedJsonPath {

    /** Values that a path may select. */
    static final int MOST_VALUES = 1000;

    private static final int MOST_CHARACTERS = 500;
    private static final Duration MOST_TIME = Duration.ofSeconds(2);

    private final String text;
    private final JsonPath path;

    /**
     * @param values what the path selects: texts, numbers, booleans, maps, lists and null
     * @param problem why there are no values, as the end of a sentence that begins with the path; null if there is none
     */
    record Selection(
            @NonNull List<Object> values, @CheckForNull String problem) {}

    /** The evaluation takes too long. The library passes it on from its callback. */
    private static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Late() {
            super(null, null, false, false);
        }
    }

    /** These methods are called at every step through a document. */
    private static final class TimedProvider extends JsonSmartJsonProvider {
        private final long deadline;

        TimedProvider(Duration time) {
            this.deadline = System.nanoTime() + time.toNanos();
        }

        @Override
        public boolean isMap(Object value) {
            check();
            return super.isMap(value);
        }

        @Override
        public boolean isArray(Object value) {
            check();
            return super.isArray(value);
        }

        private void check() {
            if (System.nanoTime() - deadline > 0) {
                throw new Late();
            }
        }
    }

    /** @throws IllegalArgumentException saying what is wrong with the path */
    public BoundedJsonPath(@NonNull String text) {
        this.text = text;
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(HttpMessages.pathTooLong(text.length(), MOST_CHARACTERS));
        }
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException(HttpMessages.notAPath(text, "it does not start with $"));
        }
        if (text.contains("=~")) {
            throw new IllegalArgumentException(HttpMessages.pathWithPattern(text));
        }
        this.path = compiled(text);
    }

    private static JsonPath compiled(String text) {
        try {
            return JsonPath.compile(text);
        } catch (RuntimeException invalid) {
            throw new IllegalArgumentException(HttpMessages.notAPath(text, invalid.getMessage()), invalid);
        }
    }

    /** @param document as Jackson reads it into maps and lists */
    @NonNull
    Selection select(@CheckForNull Object document) {
        return document == null ? new Selection(List.of(), null) : select(document, MOST_TIME);
    }

    @NonNull
    Selection select(@NonNull Object document, @NonNull Duration time) {
        try {
            return selection(path.read(document, configuration(time)));
        } catch (PathNotFoundException missing) {
            return new Selection(List.of(), null);
        } catch (Late late) {
            return new Selection(List.of(), HttpMessages.PATH_TOO_SLOW);
        } catch (RuntimeException | StackOverflowError broken) {
            return new Selection(List.of(), HttpMessages.PATH_NOT_APPLICABLE);
        }
    }

    private static Configuration configuration(Duration time) {
        return Configuration.builder()
                .jsonProvider(new TimedProvider(time))
                .mappingProvider(new JsonSmartMappingProvider())
                .evaluationListener(List.of(found ->
                        found.index() > MOST_VALUES ? EvaluationContinuation.ABORT : EvaluationContinuation.CONTINUE))
                .build();
    }

    /** A definite path has one value, even if that is a list. */
    private Selection selection(Object found) {
        if (path.isDefinite() || !(found instanceof List<?> values)) {
            return new Selection(Collections.singletonList(found), null);
        }
        return values.size() > MOST_VALUES
                ? new Selection(List.of(), HttpMessages.tooManyValues(MOST_VALUES))
                : new Selection(new ArrayList<>(values), null);
    }

    @Override
    public String toString() {
        return text;
    }
}
