package io.jenkins.plugins.ecs.demo;

import java.time.Duration;

/** How much of the sandbox's time a user who watches has to wait. */
@FunctionalInterface
interface Pace {

    /** Nobody watches: no time at all. */
    Pace AT_ONCE = time -> {};

    void pass(Duration time);

    /** So many times as fast as the sandbox's clock. */
    static Pace timesFaster(int factor) {
        return time -> {
            try {
                Thread.sleep(time.toMillis() / factor);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
