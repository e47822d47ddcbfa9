package io.jenkins.plugins.ecs.paths.definition;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Checks who is to approve. An approval that nobody could ever give is refused. */
public final class ApprovalChecks {

    private static final int MOST_APPROVALS = 10;

    private ApprovalChecks() {}

    /**
     * @param rule null with problems
     * @param problems empty if it is valid; each names its field
     */
    public record Checked(
            @Nullable ApprovalRule rule, @NonNull List<String> problems) {}

    @NonNull
    public static Checked check(@NonNull PathDraft.Approval draft) {
        List<String> problems = new ArrayList<>();
        namesNobody("users", draft.users()).ifPresent(problems::add);
        namesNobody("groups", draft.groups()).ifPresent(problems::add);
        checkCount(draft.count()).ifPresent(problems::add);
        checkTimeout(draft.timeout()).ifPresent(problems::add);
        int count = draft.count() == null ? 1 : draft.count();
        ArrayList<String> users = names(draft.users());
        ArrayList<String> groups = names(draft.groups());
        int known = new HashSet<>(users).size();
        if (groups.isEmpty() && known > 0 && known < count) {
            problems.add(PathMessages.tooFewUsers(count, known));
        }
        if (!problems.isEmpty()) {
            return new Checked(null, problems);
        }
        long timeout = PathChecks.time(draft.timeout()).map(Duration::toMillis).orElse(0L);
        return new Checked(
                new ApprovalRule(
                        users,
                        groups,
                        count,
                        draft.starterMayApprove(),
                        draft.notAuthors(),
                        timeout,
                        draft.answersByToken()),
                List.of());
    }

    private static ArrayList<String> names(List<String> written) {
        return written == null ? new ArrayList<>() : new ArrayList<>(written);
    }

    private static Optional<String> namesNobody(String field, List<String> written) {
        return written != null && written.isEmpty() ? Optional.of(PathMessages.namesNobody(field)) : Optional.empty();
    }

    private static Optional<String> checkCount(Integer count) {
        return count == null || (count >= 1 && count <= MOST_APPROVALS)
                ? Optional.empty()
                : Optional.of(PathMessages.approvals(count, MOST_APPROVALS));
    }

    @NonNull
    public static Optional<String> checkTimeout(@CheckForNull String timeout) {
        return PathChecks.checkTime("timeout", timeout, PathChecks.LONGEST_WAIT);
    }
}
