package io.jenkins.plugins.ecs.sandbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What goes wrong between a client and ECS: {@code faults().on("UpdateService").times(1).throttle()}. */
public final class Faults {

    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    Faults() {}

    /** A fault for one operation. Nothing happens before its effect is set. */
    public Fault on(String operation) {
        return new Fault(this, operation);
    }

    /** A fault for all operations. */
    public Fault onAll() {
        return new Fault(this, "*");
    }

    /** A fault for all operations of a service, by its name in IAM: {@code sts}. */
    public Fault onService(String service) {
        return new Fault(this, service + ":*");
    }

    /** Ends all faults. */
    public void clear() {
        faults.clear();
    }

    void add(Fault fault) {
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }

    /** The faults that hit this call, oldest first. */
    List<Fault> hitting(String service, String operation) {
        return faults.stream()
                .filter(fault -> fault.strikes(service, operation))
                .toList();
    }
}
