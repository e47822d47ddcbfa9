package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.User;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.RunWithSCM;

/** The commits of a build and of the builds before it, as their SCMs have recorded them. No SCM is asked. */
final class BuildCommits {

    private static final Logger LOGGER = Logger.getLogger(BuildCommits.class.getName());
    private static final int MOST_BUILDS = 50;
    private static final int MOST_COMMITS = 20;
    private static final int LONGEST = 100;
    private static final int LONGEST_NAME = 50;

    private BuildCommits() {}

    /**
     * Newest first, at most 20 and a line that says how many more there are.
     *
     * @param deployed number of the build whose commits are deployed already
     */
    @NonNull
    static List<String> since(@NonNull Run<?, ?> run, int deployed) {
        Set<String> commits = new LinkedHashSet<>();
        boolean complete = collect(commits, run, deployed);
        List<String> lines =
                new ArrayList<>(commits.stream().limit(MOST_COMMITS).toList());
        if (commits.size() > MOST_COMMITS) {
            lines.add(BuildMessages.moreCommits(commits.size() - MOST_COMMITS));
        }
        if (!complete) {
            lines.add(BuildMessages.COMMITS_INCOMPLETE);
        }
        return lines;
    }

    /** How many there are; empty if not all of them are known. */
    @NonNull
    static OptionalInt count(@NonNull Run<?, ?> run, int deployed) {
        Set<String> commits = new HashSet<>();
        return collect(commits, run, deployed) ? OptionalInt.of(commits.size()) : OptionalInt.empty();
    }

    /** @return whether these are all */
    private static boolean collect(Set<String> commits, Run<?, ?> run, int deployed) {
        int oldest = Math.max(deployed + 1, run.getNumber() - MOST_BUILDS + 1);
        boolean complete = oldest == deployed + 1;
        for (int number = run.getNumber(); number >= oldest; number--) {
            Run<?, ?> build = run.getParent().getBuildByNumber(number);
            complete &= build != null && add(commits, build);
        }
        return complete;
    }

    /** @return whether they could be read */
    private static boolean add(Set<String> commits, Run<?, ?> build) {
        try {
            if (build instanceof RunWithSCM<?, ?> withChanges) {
                add(commits, withChanges);
            }
            return true;
        } catch (RuntimeException unreadable) {
            LOGGER.log(Level.FINE, "Could not read the changes of " + build, unreadable);
            return false;
        }
    }

    private static void add(Set<String> commits, RunWithSCM<?, ?> build) {
        for (ChangeLogSet<? extends ChangeLogSet.Entry> changes : build.getChangeSets()) {
            for (ChangeLogSet.Entry change : changes) {
                commits.add(line(change));
            }
        }
    }

    private static String line(ChangeLogSet.Entry change) {
        String id = change.getCommitId() == null
                ? ""
                : PlainLine.of(change.getCommitId(), 7).replace("…", "") + " ";
        String message = change.getMsg() == null ? "" : change.getMsg();
        String line = id + PlainLine.of(message.lines().findFirst().orElse(""), LONGEST);
        User author = change.getAuthor();
        return author == null ? line : BuildMessages.commitBy(line, PlainLine.of(author.getFullName(), LONGEST_NAME));
    }
}
