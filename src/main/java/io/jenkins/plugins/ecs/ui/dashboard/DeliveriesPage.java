package io.jenkins.plugins.ecs.ui.dashboard;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.notifications.DeliveryReport;
import io.jenkins.plugins.ecs.notifications.EventDelivery;
import io.jenkins.plugins.ecs.ui.DisplayText;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/** {@code /ecs-dashboard/deliveries/}, for administrators: the receivers of events, and what was delivered to them. */
@Restricted(NoExternalUse.class)
public final class DeliveriesPage implements StaplerProxy {

    DeliveriesPage() {}

    /** For administrators only. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    public String getDisplayName() {
        return "Notifications";
    }

    /** Computed at each call; a page calls it once. */
    @NonNull
    public View getView() {
        return new View(EventDelivery.get().report(), System.currentTimeMillis());
    }

    /** Sends an event again, with the same id: 404 if it is not known any more. */
    @POST
    public HttpResponse doResend(@QueryParameter String lane, @QueryParameter String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return lane != null && id != null && EventDelivery.get().resend(lane, id)
                ? HttpResponses.redirectToDot()
                : HttpResponses.notFound();
    }

    /** Sends to a receiver again that is disabled or fails: 404 if it has had no events. */
    @POST
    public HttpResponse doEnable(@QueryParameter String lane) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return lane != null && EventDelivery.get().enable(lane)
                ? HttpResponses.redirectToDot()
                : HttpResponses.notFound();
    }

    /** The content of the page. */
    public static final class View {

        private final DeliveryReport report;
        private final long now;

        public View(@NonNull DeliveryReport report, long now) {
            this.report = report;
            this.now = now;
        }

        public List<Receiver> getReceivers() {
            return report.receivers().stream()
                    .map(each -> new Receiver(each, now))
                    .toList();
        }

        public List<Row> getWaiting() {
            return report.waiting().stream().map(Row::new).toList();
        }

        public List<Row> getEnded() {
            return report.ended().stream().map(Row::new).toList();
        }

        /** Empty if no events were given up. */
        public String getLost() {
            return report.lost() == 0 ? "" : DashboardMessages.eventsLost(report.lost());
        }
    }

    /** A receiver. */
    public static final class Receiver {

        private final DeliveryReport.ReceiverRow row;
        private final long now;

        Receiver(DeliveryReport.ReceiverRow row, long now) {
            this.row = row;
            this.now = now;
        }

        public String getLane() {
            return row.lane();
        }

        public String getName() {
            return row.name();
        }

        public String getState() {
            if (isDisabled()) {
                return DashboardMessages.RECEIVER_DISABLED;
            }
            return row.failingSince() == 0
                    ? DashboardMessages.RECEIVER_GOOD
                    : DashboardMessages.receiverFails(DisplayText.age(now - row.failingSince()));
        }

        public String getTone() {
            return isDisabled() ? "bad" : row.failingSince() == 0 ? "good" : "warning";
        }

        public int getWaiting() {
            return row.waiting();
        }

        public String getProblem() {
            return isDisabled() ? row.disabledBecause() : row.problem();
        }

        public boolean isDisabled() {
            return !row.disabledBecause().isEmpty();
        }

        /** Whether there is anything that could be sent at once. */
        public boolean isEnableOffered() {
            return isDisabled() || (row.failingSince() != 0 && row.waiting() > 0);
        }
    }

    /** A delivery. */
    public static final class Row {

        private final DeliveryReport.DeliveryRow row;

        Row(DeliveryReport.DeliveryRow row) {
            this.row = row;
        }

        public String getLane() {
            return row.lane();
        }

        public String getReceiver() {
            return row.receiver();
        }

        public String getId() {
            return row.id();
        }

        public String getTitle() {
            return row.title();
        }

        public String getBuild() {
            return row.build();
        }

        public String getBuildPath() {
            return row.buildPath();
        }

        public String getResult() {
            return row.result();
        }

        public String getTone() {
            return row.delivered() ? "good" : "bad";
        }

        public String getWhy() {
            return row.why();
        }

        /** Failed ones. */
        public int getAttempts() {
            return row.attempts();
        }

        public String getTime() {
            return DisplayText.time(row.at());
        }

        public String getIso() {
            return DisplayText.iso(row.at());
        }
    }
}
