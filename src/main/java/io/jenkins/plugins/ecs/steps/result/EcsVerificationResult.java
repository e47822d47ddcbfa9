package io.jenkins.plugins.ecs.steps.result;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.verify.CheckRow;
import io.jenkins.plugins.ecs.verify.Verification;
import io.jenkins.plugins.ecs.verify.check.CheckVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What {@code ecsVerify} gives to the pipeline, also to sandboxed scripts. Immutable. */
public final class EcsVerificationResult extends EcsStepResult {

    private static final long serialVersionUID = 1L;

    private final Verification outcome;

    @Restricted(NoExternalUse.class)
    public EcsVerificationResult(@NonNull Verification outcome) {
        this.outcome = outcome;
    }

    @NonNull
    @Override
    Verification outcome() {
        return outcome;
    }

    /** The worst verdict that counts: {@code FAILED}, {@code ERROR}, {@code INCONCLUSIVE}, {@code PASSED}, {@code SKIPPED}. */
    @Whitelisted
    public String getStatus() {
        return String.valueOf(outcome.verdict());
    }

    @Whitelisted
    public boolean isSuccessful() {
        return outcome.verdict() == CheckVerdict.PASSED;
    }

    /** A map a check: {@code check}, {@code verdict}, {@code value}, {@code limit}, {@code since}, {@code dryRun}. */
    @Whitelisted
    public List<Map<String, Object>> getChecks() {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (CheckRow row : outcome.rows()) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("check", row.check());
            check.put("verdict", String.valueOf(row.verdict()));
            check.put("value", row.value());
            check.put("limit", row.limit());
            check.put("since", row.since());
            check.put("dryRun", row.isDryRun());
            checks.add(check);
        }
        return checks;
    }

    /** Of a preflight: the IAM policy that is enough for the deployment, as JSON; empty if it is not known. */
    @Whitelisted
    public String getIamPolicy() {
        return outcome.iamPolicy();
    }

    /** The table of the log. */
    @Whitelisted
    public String getTable() {
        return String.join("\n", outcome.table());
    }
}
