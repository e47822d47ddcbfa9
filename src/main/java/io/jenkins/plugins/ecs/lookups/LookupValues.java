package io.jenkins.plugins.ecs.lookups;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.masking.SecretNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What look-ups found, and why others found nothing. Immutable; saved with the state of a deployment, encrypted. */
public final class LookupValues implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final LookupValues NONE = new LookupValues(new TreeMap<>(), new TreeMap<>());

    /** A shorter value with a secret name says nothing: {@code true}. */
    private static final int SHORTEST_GUESSED = 6;

    private static final int LONGEST_SHOWN = 100;

    private final TreeMap<Lookup, FoundValue> found;
    private final TreeMap<Lookup, LookupProblem> problems;

    private LookupValues(TreeMap<Lookup, FoundValue> found, TreeMap<Lookup, LookupProblem> problems) {
        this.found = found;
        this.problems = problems;
    }

    @NonNull
    public LookupValues with(@NonNull Lookup lookup, @NonNull FoundValue value) {
        LookupValues more = new LookupValues(new TreeMap<>(found), problems);
        more.found.put(lookup, value);
        return more;
    }

    @NonNull
    public LookupValues with(@NonNull Lookup lookup, @NonNull LookupProblem problem) {
        LookupValues more = new LookupValues(found, new TreeMap<>(problems));
        more.problems.put(lookup, problem);
        return more;
    }

    @NonNull
    public LookupValues and(@NonNull LookupValues others) {
        LookupValues more = new LookupValues(new TreeMap<>(found), new TreeMap<>(problems));
        more.found.putAll(others.found);
        more.problems.putAll(others.problems);
        return more;
    }

    /** The same, with a problem in the place of each value that is plain and fits. */
    @NonNull
    LookupValues refusing(@NonNull Predicate<String> which, @NonNull LookupProblem problem) {
        LookupValues kept = new LookupValues(new TreeMap<>(found), new TreeMap<>(problems));
        found.forEach((lookup, value) -> {
            boolean isPlain = value.value() != null && !value.value().equals(value.reference());
            if (isPlain && which.test(value.value())) {
                kept.found.remove(lookup);
                kept.problems.put(lookup, problem);
            }
        });
        return kept;
    }

    @CheckForNull
    public FoundValue get(@NonNull Lookup lookup) {
        return found.get(lookup);
    }

    @CheckForNull
    public LookupProblem problem(@NonNull Lookup lookup) {
        return problems.get(lookup);
    }

    public boolean has(@NonNull Lookup lookup) {
        return found.containsKey(lookup) || problems.containsKey(lookup);
    }

    /** Values that must not be displayed. */
    @NonNull
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        found.forEach((lookup, value) -> {
            if (isSecret(lookup, value) && value.value() != null) {
                secrets.add(value.value());
            }
        });
        return secrets;
    }

    private static boolean isSecret(Lookup lookup, FoundValue value) {
        boolean named = lookup.source() != LookupSource.SECRET && SecretNames.looksSecret(lookup.name());
        return value.isSensitive()
                || (named && value.value() != null && value.value().length() >= SHORTEST_GUESSED);
    }

    /** What was found, one line each: name, version, and the value unless it may be a secret. */
    @NonNull
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Lookup, FoundValue> each : found.entrySet()) {
            FoundValue value = each.getValue();
            String shown = value.value() == null || value.value().equals(value.reference())
                    ? value.reference()
                    : isSecret(each.getKey(), value) ? SecretNames.MASK : SecretNames.masked(value.value());
            lines.add(LookupMessages.found(each.getKey(), LookupMessages.brief(shown, LONGEST_SHOWN), value.version()));
        }
        return lines;
    }
}
