package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** What this controller may ask of one account in one Region: a bucket for each of the quotas. */
final class AccountRateLimits {

    private final Map<Quota, TokenBucket> buckets = new EnumMap<>(Quota.class);
    private final DoubleSupplier jitter;

    AccountRateLimits(long now, DoubleSupplier jitter) {
        this.jitter = jitter;
        for (Quota quota : Quota.values()) {
            buckets.put(quota, quota.bucket(now));
        }
    }

    /** @return from when on one call of the operation may be sent */
    long reserve(String operation, long now) {
        return bucket(operation).map(b -> b.reserve(now)).orElse(now);
    }

    void spend(String operation, long now) {
        bucket(operation).ifPresent(b -> b.spend(now));
    }

    /** @return whether one call of the operation may be sent that nobody waits for */
    boolean takeSpare(String operation, long now) {
        return bucket(operation).map(b -> b.takeSpare(now)).orElse(true);
    }

    void giveBack(String operation, long now) {
        bucket(operation).ifPresent(b -> b.giveBack(now));
    }

    /** @param failure null after an answer */
    void answered(String operation, AwsFailure failure, long now) {
        bucket(operation).ifPresent(b -> {
            if (failure == null) {
                b.accepted();
            } else if (failure.kind() == AwsFailure.Kind.THROTTLED
                    && failure.operation().equals(operation)) {
                b.refused(now, jitter.getAsDouble());
            }
        });
    }

    /** What was used here counts there. */
    void chargeTo(AccountRateLimits other, long now) {
        buckets.forEach((quota, bucket) -> {
            for (int i = 0; i < bucket.used(); i++) {
                other.buckets.get(quota).spend(now);
            }
        });
    }

    private Optional<TokenBucket> bucket(String operation) {
        return Quota.of(operation).map(buckets::get);
    }
}
