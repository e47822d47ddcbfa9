package io.jenkins.plugins.ecs.verify;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainText;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.EnumSet;
import java.util.Set;

/** Which verdicts fail the build, as people write it: {@code FAILED, ERROR}, or {@code none}. */
public final class FailOn {

    public static final String DEFAULT = "FAILED, ERROR";

    private FailOn() {}

    /** @throws IllegalArgumentException naming what is no verdict */
    @NonNull
    public static Set<CheckVerdict> parse(@NonNull String text) {
        Set<CheckVerdict> verdicts = EnumSet.noneOf(CheckVerdict.class);
        if (text.trim().equalsIgnoreCase("none")) {
            return verdicts;
        }
        for (String word : text.split(",")) {
            CheckVerdict verdict = CheckVerdict.parse(word.trim())
                    .filter(each -> each != CheckVerdict.PASSED)
                    .orElseThrow(() -> new IllegalArgumentException("failOn: '" + PlainText.line(word.trim())
                            + "' is unknown. Use FAILED, ERROR, INCONCLUSIVE and SKIPPED, with commas, or none"));
            verdicts.add(verdict);
        }
        return verdicts;
    }
}
