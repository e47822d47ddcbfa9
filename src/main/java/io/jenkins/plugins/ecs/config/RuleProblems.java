package io.jenkins.plugins.ecs.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.ecs.policy.Judgement;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Tells administrators of rules that can't be read or judged: until they are mended, every deployment that they may be
 * about is refused.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RuleProblems extends AdministrativeMonitor {

    private static final int MOST = 20;

    private static final String FILE_OF_FOLDER = "config.xml of folder ";
    /** By place: what is wrong with its rules. */
    private static final Map<String, String> FOUND = new ConcurrentSkipListMap<>();

    public RuleProblems() {
        super("ecsRuleProblems");
    }

    static void found(@NonNull String where, @NonNull String problem) {
        if (FOUND.size() < MOST) {
            FOUND.put(where, problem);
        }
    }

    /** What came of asking the rules for a build of a job. */
    public static void judged(@NonNull String job, @NonNull Judgement judgement) {
        String where = "asked for " + job;
        if (judgement.isBroken()) {
            found(where, PlainText.line(judgement.text()));
        } else {
            none(where);
        }
    }

    /** What Jenkins left out of the settings of a folder when it read them. */
    static void loaded(@NonNull String folder, @CheckForNull String unreadable) {
        String where = FILE_OF_FOLDER + folder;
        if (unreadable == null) {
            none(where);
        } else {
            found(where, PlainText.line(unreadable));
        }
    }

    static void none(@NonNull String where) {
        if (!FOUND.isEmpty()) {
            FOUND.remove(where);
        }
    }

    /** Those of all of Jenkins are looked at here and now; those of a folder whenever a deployment asks for its rules. */
    @NonNull
    public List<String> getProblems() {
        List<String> problems = new ArrayList<>(JobSettings.of(null).rulebook().unreadable());
        FOUND.keySet()
                .removeIf(where -> where.startsWith(FILE_OF_FOLDER)
                        && Jenkins.get().getItemByFullName(where.substring(FILE_OF_FOLDER.length())) == null);
        FOUND.forEach((where, problem) -> {
            if (!problems.contains(where + ": " + problem)) {
                problems.add(where + ": " + problem);
            }
        });
        return problems;
    }

    @Override
    public boolean isActivated() {
        return !getProblems().isEmpty();
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return "Unreadable rules for Amazon ECS deployments";
    }
}
