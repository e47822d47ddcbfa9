package io.jenkins.plugins.ecs.rollout;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Jenkins' clock, which is not AWS's. */
public final class SkewedClock extends Clock {

    private final Clock aws;
    private final LongSupplier skew;

    public SkewedClock(Clock aws, LongSupplier skew) {
        this.aws = aws;
        this.skew = skew;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return aws.instant().plusMillis(skew.getAsLong());
    }
}
