package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.AwsCall;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads that are not answered, as a round of the poller sees them. Calls that change something pass. */
public final class Hanging {

    private Hanging() {}

    public static AwsCall reads(AwsCall ecs, BooleanSupplier now) {
        return (operation, input) -> {
            if (now.getAsBoolean() && (operation.startsWith("Describe") || operation.startsWith("List"))) {
                throw new ReadPendingException(List.of());
            }
            return ecs.call(operation, input);
        };
    }

    /** A round that has waited long. */
    public static RateLimiter gate(BooleanSupplier now) {
        return new RateLimiter() {
            @Override
            public long turnIn(String operation) {
                return 0;
            }

            @Override
            public boolean waitsLong() {
                return now.getAsBoolean();
            }
        };
    }
}
