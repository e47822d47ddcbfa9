package io.jenkins.plugins.ecs.ui.dashboard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.live.LiveAnswer;
import io.jenkins.plugins.ecs.live.LiveComparison;
import io.jenkins.plugins.ecs.live.LiveFinding;
import io.jenkins.plugins.ecs.live.LiveService;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainLine;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.ArrayList;
import java.util.List;

/** What ECS says of one service, in a cell of the environments page. */
public final class LiveCell {

    private static final int LONGEST_REASON = 300;

    private final String subject;
    private final LiveAnswer answer;
    private final List<LiveLine> lines = new ArrayList<>();

    private LiveCell(String subject, LiveAnswer answer) {
        this.subject = subject;
        this.answer = answer;
    }

    /**
     * @param shown the service with the deployments that the user may see
     * @param all its deployments by all jobs, oldest first
     * @param now epoch milliseconds
     */
    @NonNull
    static LiveCell of(
            @NonNull ServiceRow shown, @NonNull LiveAnswer answer, @NonNull List<DeploymentRecord> all, long now) {
        LiveCell cell = new LiveCell(subject(shown), answer);
        LiveService live = answer.service();
        List<LiveFinding> findings = LiveComparison.of(answer, shown.getAccount(), shown.records(), all);
        if (!answer.isRead()) {
            cell.text(LiveCellMessages.READING);
        } else if (answer.isRefused()) {
            cell.label(answer.problem(), "warning");
            cell.text(answer.reason());
        } else {
            if (live != null && !findings.contains(LiveFinding.OTHER_ACCOUNT)) {
                cell.add(live, findings.contains(LiveFinding.FOREIGN_REVISION));
            }
            DeploymentRecord last = ServiceStatus.of(all).record();
            findings.forEach(each -> cell.add(each, live, last));
        }
        if (answer.isRead()) {
            cell.text(LiveCellMessages.asOf(DisplayText.ago(answer.at(), now)));
        }
        return cell;
    }

    /** {@code region/cluster/service}, and the account if several have such a service. */
    @NonNull
    static String subject(@NonNull ServiceRow row) {
        return row.key().region() + "/" + row.key().cluster() + "/" + row.key().service()
                + (row.isOneOfSeveral() ? "/" + row.getAccount() : "");
    }

    private void add(LiveService live, boolean foreign) {
        text(LiveCellMessages.runsLive(
                Arns.brief(live.taskDefinition()), live.running(), live.desired(), live.pending()));
        if (foreign) {
            live.images().values().stream().distinct().forEach(this::text);
        }
        String state = live.rolloutState();
        if (!state.isEmpty() && !state.equals("COMPLETED")) {
            String tone = state.equals("IN_PROGRESS") ? "busy" : state.equals("FAILED") ? "bad" : "warning";
            label(LiveCellMessages.rolloutLive(state, live.rolloutReason()), tone);
        }
    }

    private void add(LiveFinding finding, LiveService live, DeploymentRecord last) {
        switch (finding) {
            case MISSING -> label(LiveCellMessages.NO_SUCH_SERVICE, "bad");
            case DELETED -> label(LiveCellMessages.SERVICE_DELETED, "bad");
            case OTHER_ACCOUNT -> {
                label(LiveCellMessages.OTHER_ACCOUNT, "warning");
                text(LiveCellMessages.otherAccountDetail(Arns.account(live.arn())));
            }
            case FOREIGN_REVISION -> {
                label(LiveCellMessages.NOT_DEPLOYED_HERE, "warning");
                boolean back = !last.isGreen() && !last.rolledBackTo().isEmpty();
                text(LiveCellMessages.revisionDeployedHere(
                        Arns.brief(back ? last.rolledBackTo() : last.taskDefinition())));
            }
            case FOREIGN_DEPLOYMENT -> {
                label(LiveCellMessages.DEPLOYED_AGAIN, "warning");
                text(LiveCellMessages.DEPLOYED_AGAIN_DETAIL);
            }
            case OTHER_DIGESTS -> {
                label(LiveCellMessages.OTHER_DIGESTS, "warning");
                text(LiveCellMessages.OTHER_DIGESTS_DETAIL);
            }
            case OTHER_JOB -> text(LiveCellMessages.OTHER_JOB_DEPLOYED);
        }
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            lines.add(LiveLine.text(PlainLine.of(text, LONGEST_REASON)));
        }
    }

    private void label(String text, String tone) {
        lines.add(new LiveLine(PlainLine.of(text, LONGEST_REASON), tone));
    }

    /** Names the service in a request for its live state. */
    public String getSubject() {
        return subject;
    }

    /** Whether nothing was read yet. */
    public boolean isWaiting() {
        return !answer.isRead();
    }

    public List<LiveLine> getLines() {
        return lines;
    }

    void addTo(@NonNull ArrayNode cells) {
        ObjectNode json = cells.addObject().put("of", subject).put("waiting", isWaiting());
        json.put("at", answer.isRead() ? answer.at() : -1);
        ArrayNode all = json.putArray("lines");
        lines.forEach(line -> all.addObject().put("text", line.getText()).put("tone", line.getTone()));
    }
}
