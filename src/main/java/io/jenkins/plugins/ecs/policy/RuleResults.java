package io.jenkins.plugins.ecs.policy;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the rules say of a change that is only planned, as texts; saved with the build. Immutable. A {@link Judgement}
 * decides about the change itself.
 */
public final class RuleResults implements Serializable {

    private static final long serialVersionUID = 1L;

    /** There are no rules, or they were not evaluated. */
    public static final RuleResults NONE = new RuleResults(List.of(), List.of(), List.of(), List.of());

    private final ArrayList<String> passed;
    private final ArrayList<String> refused;
    private final ArrayList<String> notYet;
    private final ArrayList<String> warnings;

    private RuleResults(List<String> passed, List<String> refused, List<String> notYet, List<String> warnings) {
        this.passed = new ArrayList<>(passed);
        this.refused = new ArrayList<>(refused);
        this.notYet = new ArrayList<>(notYet);
        this.warnings = new ArrayList<>(warnings);
    }

    /** Of rules that are known as a whole only. */
    @NonNull
    public static RuleResults of(@NonNull Judgement judgement) {
        return new RuleResults(List.of(), judgement.refusals(), List.of(), judgement.warnings());
    }

    @NonNull
    public static RuleResults of(@NonNull List<Foresight> foresight) {
        return new RuleResults(
                foresight.stream()
                        .filter(rule -> rule.standing() == Foresight.Standing.ALLOWED)
                        .map(rule -> PolicyMessages.passed(rule.rule(), rule.where()))
                        .toList(),
                texts(foresight, Foresight.Standing.REFUSED),
                texts(foresight, Foresight.Standing.NOT_YET),
                texts(foresight, Foresight.Standing.WARNS));
    }

    private static List<String> texts(List<Foresight> foresight, Foresight.Standing standing) {
        return foresight.stream()
                .filter(rule -> rule.standing() == standing)
                .map(Foresight::text)
                .toList();
    }

    /** The results for two parts of one change: a rule has passed only if it allows both. */
    @NonNull
    public RuleResults and(@NonNull RuleResults other) {
        return new RuleResults(
                isEmpty()
                        ? other.passed
                        : passed.stream().filter(other.passed::contains).toList(),
                both(other, results -> results.refused),
                both(other, results -> results.notYet),
                both(other, results -> results.warnings));
    }

    private List<String> both(RuleResults other, Function<RuleResults, List<String>> list) {
        return Stream.concat(list.apply(this).stream(), list.apply(other).stream())
                .distinct()
                .toList();
    }

    /** With each text changed, for example without secrets. */
    @NonNull
    public RuleResults map(@NonNull UnaryOperator<String> change) {
        return new RuleResults(
                passed.stream().map(change).toList(),
                refused.stream().map(change).toList(),
                notYet.stream().map(change).toList(),
                warnings.stream().map(change).toList());
    }

    /** Whether no rule refuses what is planned. At the moment of the deployment one of {@link #notYet} still may. */
    public boolean isAllowed() {
        return refused.isEmpty();
    }

    public boolean isEmpty() {
        return passed.isEmpty() && refused.isEmpty() && notYet.isEmpty() && warnings.isEmpty();
    }

    /** The rules that allow it, each with its level. */
    @NonNull
    public List<String> passed() {
        return Collections.unmodifiableList(passed);
    }

    /** The reason, the rule, its level and the contact of each refusal. */
    @NonNull
    public List<String> refused() {
        return Collections.unmodifiableList(refused);
    }

    /** The same of rules that would refuse it now, but depend on what happens until it is deployed. */
    @NonNull
    public List<String> notYet() {
        return Collections.unmodifiableList(notYet);
    }

    /** The same of rules that only warn. */
    @NonNull
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}
