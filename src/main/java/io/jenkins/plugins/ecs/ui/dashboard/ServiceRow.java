package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.history.DeploymentRecord;
import io.jenkins.plugins.ecs.history.ServiceKey;
import io.jenkins.plugins.ecs.history.ServiceStatus;
import io.jenkins.plugins.ecs.ui.DisplayText;
import io.jenkins.plugins.ecs.ui.badge.BadgeMarkup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One service in the dashboard and the REST API. */
@ExportedBean(defaultVisibility = 2)
public final class ServiceRow {

    private final ServiceKey key;
    private final String account;
    private final boolean oneOfSeveral;
    private final List<DeploymentRecord> records;
    private final ServiceStatus status;
    private final long now;

    /**
     * @param account AWS account; empty if unknown
     * @param oneOfSeveral whether other accounts have a service with the same names
     * @param records oldest first, at least one
     */
    ServiceRow(
            @NonNull ServiceKey key,
            @NonNull String account,
            boolean oneOfSeveral,
            @NonNull List<DeploymentRecord> records,
            long now) {
        this.key = key;
        this.account = account;
        this.oneOfSeveral = oneOfSeveral;
        this.records = records;
        this.status = ServiceStatus.of(records);
        this.now = now;
    }

    @Exported
    public String getService() {
        return key.service();
    }

    @Exported
    public String getCluster() {
        return key.cluster();
    }

    @Exported
    public String getRegion() {
        return key.region();
    }

    @NonNull
    ServiceKey key() {
        return key;
    }

    boolean isOneOfSeveral() {
        return oneOfSeveral;
    }

    /** The deployments that the user may see, oldest first; at least one. */
    @NonNull
    List<DeploymentRecord> records() {
        return records;
    }

    /** The AWS account; empty if unknown. */
    @Exported
    public String getAccount() {
        return account;
    }

    /** The Region, and the account if others have a service with the same names. */
    public String getPlace() {
        return key.region() + (oneOfSeveral ? ", account " + account : "");
    }

    /** The label of the target of the last deployment; empty if none was set. */
    @Exported
    public String getTarget() {
        return records.get(records.size() - 1).targetLabel();
    }

    /** The state as on a badge. */
    @Exported
    public String getState() {
        return status.words();
    }

    public String getTone() {
        return status.state().tone().name().toLowerCase(Locale.ROOT);
    }

    /** The version that runs or is being deployed. */
    @Exported
    public String getVersion() {
        return status.version();
    }

    /** Start of this state, in epoch milliseconds. */
    @Exported
    public long getSince() {
        return status.since();
    }

    public String getSinceText() {
        return DisplayText.ago(status.since(), now);
    }

    public String getSinceIso() {
        return DisplayText.iso(status.since());
    }

    public String getSinceTime() {
        return DisplayText.time(status.since());
    }

    /** The newest deployment. It may have been refused. */
    @Exported(inline = true)
    public HistoryRow getLast() {
        return new HistoryRow(records.get(records.size() - 1));
    }

    /** The deployment that led to this state; the newest one if none did. */
    @Exported(inline = true)
    public HistoryRow getCurrent() {
        return status.record() == null ? getLast() : new HistoryRow(status.record());
    }

    /** The deployment of what runs, or is on its way. */
    @NonNull
    Optional<DeploymentRecord> running() {
        return status.running(records);
    }

    /** Number of recorded deployments. */
    @Exported
    public int getDeployments() {
        return records.size();
    }

    /** Path of the service's page, relative to the dashboard. */
    @Exported
    public String getPath() {
        return "service/" + BadgeMarkup.segment(key.region()) + "/" + BadgeMarkup.segment(key.cluster()) + "/"
                + BadgeMarkup.segment(key.service()) + "/"
                + (oneOfSeveral ? "account/" + BadgeMarkup.segment(account) + "/" : "");
    }

    boolean matches(String filter) {
        return List.of(
                        key.service(),
                        key.cluster(),
                        key.region(),
                        account,
                        getTarget(),
                        getState(),
                        getVersion(),
                        getCurrent().getJob())
                .stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(filter));
    }
}
