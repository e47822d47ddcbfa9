package io.jenkins.plugins.ecs.notifications;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import io.jenkins.plugins.ecs.events.DeploymentEvent;
import io.jenkins.plugins.ecs.history.RecordFile;
import java.io.File;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** This controller's outbox, in {@code JENKINS_HOME/ecs-deployments}, and the threads that deliver what is in it. */
@Extension
@Restricted(NoExternalUse.class)
public final class EventDelivery {

    private static final Logger LOGGER = Logger.getLogger(EventDelivery.class.getName());
    private static final String FILE = "ecs-deployments/outbox.jsonl";
    private static final long LONGEST_SLEEP = 600_000;

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, new NamingThreadFactory(new DaemonThreadFactory(), "ecs-events"));
    private final ExecutorService senders =
            Executors.newCachedThreadPool(new NamingThreadFactory(new DaemonThreadFactory(), "ecs-event-sender"));
    private Outbox outbox;
    private DeliveryWorker worker;
    private ScheduledFuture<?> planned;

    public EventDelivery() {
        timer.setKeepAliveTime(1, TimeUnit.MINUTES);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    @NonNull
    public static EventDelivery get() {
        return ExtensionList.lookupSingleton(EventDelivery.class);
    }

    private static File file() {
        return new File(Jenkins.get().getRootDir(), FILE);
    }

    /** Delivers what was waiting when Jenkins stopped. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    @Restricted(NoExternalUse.class)
    public static void start() {
        if (file().isFile()) {
            get().wakeUp(0);
        }
    }

    @NonNull
    synchronized Outbox outbox() {
        if (outbox == null) {
            outbox = new Outbox(
                    new RecordFile(file().toPath()),
                    e -> LOGGER.log(Level.WARNING, "Could not read or write the outbox of ECS events", e));
            outbox.load(System.currentTimeMillis(), ThreadLocalRandom.current().nextDouble());
            worker = new DeliveryWorker(
                    outbox,
                    Receivers::sender,
                    this::send,
                    Clock.systemUTC(),
                    () -> ThreadLocalRandom.current().nextDouble(),
                    this::wakeUp);
        }
        return outbox;
    }

    private synchronized DeliveryWorker worker() {
        outbox();
        return worker;
    }

    /** Puts events into the outbox. What goes wrong is logged and has no other effect on the caller. */
    public void happened(@NonNull Run<?, ?> run, @NonNull List<DeploymentEvent> events) {
        try {
            for (DeploymentEvent event : events) {
                List<String> to = Receivers.of(run.getParent(), event);
                if (!to.isEmpty() && outbox().accept(event, to, System.currentTimeMillis())) {
                    wakeUp(0);
                }
            }
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, "Could not take events of " + run.getExternalizableId(), e);
        }
    }

    /** How many events wait, over all receivers. */
    public int waiting() {
        return outbox().lanes().values().stream()
                .mapToInt(lane -> lane.waiting().size())
                .sum();
    }

    /** How many receivers are disabled, or did not take the last event that was sent to them. */
    public int failing() {
        return (int) outbox().lanes().values().stream()
                .filter(lane -> !lane.disabledBecause().isEmpty() || lane.failingSince() != 0)
                .count();
    }

    /** How many events were given up since the start of Jenkins. */
    public long lost() {
        return outbox().lost();
    }

    @NonNull
    public DeliveryReport report() {
        return DeliveryReport.of(outbox(), Receivers::name);
    }

    /**
     * Sends an event of an ended delivery again, with the same id.
     *
     * @return whether it is known
     */
    public boolean resend(@NonNull String lane, @NonNull String id) {
        boolean known = outbox().resend(lane, id, System.currentTimeMillis());
        wakeUp(0);
        return known;
    }

    /**
     * Sends to a receiver again that is disabled or fails.
     *
     * @return whether there is such a receiver
     */
    public boolean enable(@NonNull String lane) {
        boolean known = outbox().enable(lane);
        wakeUp(0);
        return known;
    }

    private void send(Runnable delivery) {
        senders.execute(() -> {
            try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
                delivery.run();
            }
        });
    }

    /** The earliest of several calls counts; each time all that is due is sent. */
    private synchronized void wakeUp(long inMillis) {
        long wanted = Math.min(inMillis, LONGEST_SLEEP);
        if (planned != null && planned.getDelay(TimeUnit.MILLISECONDS) <= wanted) {
            return;
        }
        if (planned != null) {
            planned.cancel(false);
        }
        planned = timer.schedule(this::poke, wanted, TimeUnit.MILLISECONDS);
    }

    private void poke() {
        synchronized (this) {
            planned = null;
        }
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            worker().poke();
        } catch (RuntimeException | LinkageError e) {
            LOGGER.log(Level.WARNING, "Could not deliver events", e);
        }
    }
}
