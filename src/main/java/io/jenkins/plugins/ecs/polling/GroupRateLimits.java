package io.jenkins.plugins.ecs.polling;

import io.jenkins.plugins.ecs.aws.AwsFailure;

/**
 * The rate limits of a poll group: its own until a response names the account, then those of the account. All methods
 * are called with the lock of the group held.
 */
final class GroupRateLimits {

    private final SharedPoller poller;
    private final String place;
    private AccountRateLimits limits;
    /** Null until it is known. */
    private String account;

    GroupRateLimits(SharedPoller poller, String place) {
        this.poller = poller;
        this.place = place;
        this.limits = poller.newBudget();
    }

    AccountRateLimits current() {
        return limits;
    }

    void answered(String operation, AwsFailure failure, long now) {
        limits.answered(operation, failure, now);
    }

    /** From now on the group shares the quotas of the account with other groups. */
    void isOfAccount(String known) {
        if (account == null) {
            account = known;
            AccountRateLimits shared = poller.budget(place, account);
            limits.chargeTo(shared, poller.now());
            limits = shared;
        }
    }

    boolean mayBeOf(String other) {
        return account == null || account.equals(other);
    }

    /** @return milliseconds until the subscription may send the call */
    long turnIn(PollSubscription subscription, String operation) {
        long now = poller.now();
        long turn = subscription.turns.computeIfAbsent(operation, o -> limits.reserve(o, now));
        if (turn <= now) {
            // The following call uses its token.
            subscription.turns.remove(operation);
            subscription.admitted = operation;
        }
        return Math.max(0, turn - now);
    }

    /** Uses the token of the subscription, or takes one without waiting. Later callers then wait longer. */
    AccountRateLimits spend(PollSubscription subscription, String operation) {
        if (!operation.equals(subscription.admitted)) {
            limits.spend(operation, poller.now());
        }
        subscription.admitted = null;
        return limits;
    }

    /** Returns reserved tokens that are not needed any more. */
    void returnUnused(PollSubscription subscription, long now) {
        subscription.turns.entrySet().removeIf(turn -> {
            boolean unused = turn.getValue() <= now;
            if (unused) {
                limits.giveBack(turn.getKey(), now);
            }
            return unused;
        });
    }

    void returnAll(PollSubscription subscription) {
        subscription.turns.keySet().forEach(operation -> limits.giveBack(operation, poller.now()));
    }
}
