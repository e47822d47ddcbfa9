package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.EnumSet;
import java.util.Set;

/** The parameter {@code failOn}: which verdicts fail the build, for example {@code FAILED, ERROR}, or {@code none}. */
public final class FailOn {

    public static final String DEFAULT = "FAILED, ERROR";

    private FailOn() {}

    /** @throws IllegalArgumentException if a word is not a verdict; the message names it */
    @NonNull
    public static Set<CheckVerdict> parse(@NonNull String text) {
        Set<CheckVerdict> verdicts = EnumSet.noneOf(CheckVerdict.class);
        if (text.trim().equalsIgnoreCase("none")) {
            return verdicts;
        }
        for (String word : text.split(",")) {
            CheckVerdict verdict = CheckVerdict.parse(word.trim())
                    .filter(each -> each != CheckVerdict.PASSED)
                    .orElseThrow(() -> new IllegalArgumentException(SpecMessages.unknownVerdict(word.trim())));
            verdicts.add(verdict);
        }
        return verdicts;
    }
}
