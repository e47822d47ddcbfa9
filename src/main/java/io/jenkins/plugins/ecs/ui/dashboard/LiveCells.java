package io.jenkins.plugins.ecs.ui.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import io.jenkins.plugins.ecs.history.Accounts;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.History;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.live.LiveComparison;
import io.jenkins.plugins.ecs.live.LiveStates;
import io.jenkins.plugins.ecs.store.DeploymentIndex;
import io.jenkins.plugins.ecs.ui.VisibleJobs;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The live states of the services that the current user may see. For one request. */
final class LiveCells {

    /** One request names at most so many services; a page sends several. */
    static final int MOST_SUBJECTS = 50;

    private final History history = DeploymentIndex.get().history();
    private final VisibleJobs visible = new VisibleJobs(Item.READ);
    private final long now = System.currentTimeMillis();

    /** Null if the target of the service has no read credentials. */
    @CheckForNull
    LiveCell of(@NonNull ServiceRow row) {
        DeploymentRecord last = row.records().get(row.records().size() - 1);
        Item job =
                last.target().isEmpty() ? null : VisibleJobs.find(last.build().job());
        if (job == null) {
            return null;
        }
        List<DeploymentRecord> everyJobs = history.of(row.key());
        List<DeploymentRecord> all = Accounts.of(everyJobs).getOrDefault(row.getAccount(), everyJobs);
        return LiveStates.get()
                .ask(job, last, row.getAccount(), LiveComparison.newestChange(all))
                .map(answer -> LiveCell.of(row, answer, all, now))
                .orElse(null);
    }

    /**
     * @param subjects as in {@link LiveCell#getSubject()}; those that the user may not see are left out
     * @return null if the user may see none of them
     */
    @CheckForNull
    String json(@NonNull List<String> subjects) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode cells = json.putArray("cells");
        List<ServiceRow> rows = subjects.stream()
                .limit(MOST_SUBJECTS)
                .distinct()
                .map(this::row)
                .filter(Objects::nonNull)
                .toList();
        rows.stream().map(this::of).filter(Objects::nonNull).forEach(cell -> cell.addTo(cells));
        return rows.isEmpty() ? null : json.toString();
    }

    private ServiceRow row(String subject) {
        String[] names = subject.split("/", -1);
        if (names.length < 3 || names.length > 4) {
            return null;
        }
        ServiceKey key = new ServiceKey(names[0], names[1], names[2]);
        Map<String, List<DeploymentRecord>> accounts = Accounts.of(visible.deployments(key));
        String account = names.length == 4
                ? names[3]
                : accounts.keySet().stream().findFirst().orElse("");
        List<DeploymentRecord> own = accounts.get(account);
        return own == null ? null : new ServiceRow(key, account, accounts.size() > 1, own, now);
    }
}
