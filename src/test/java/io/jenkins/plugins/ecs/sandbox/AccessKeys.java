package io.jenkins.plugins.ecs.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys that the sandbox accepts. */
final class AccessKeys {

    private static final String INVALID = "The security token included in the request is invalid.";

    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Ids ids;
    private final String account;
    private volatile boolean acceptAny;

    AccessKeys(Clock clock, Ids ids, String account) {
        this.clock = clock;
        this.ids = ids;
        this.account = account;
    }

    void add(AccessKey key) {
        keys.put(key.id(), key);
    }

    void remove(String id) {
        keys.remove(id);
    }

    void acceptAny(boolean accept) {
        acceptAny = accept;
    }

    /** Temporary credentials for a role session. */
    AccessKey assume(String account, String role, String session, Duration duration) {
        String id = ids.temporaryKey();
        AccessKey key = new AccessKey(
                id,
                ids.secret(),
                ids.secret() + ids.secret() + ids.secret(),
                account,
                "arn:aws:sts::" + account + ":assumed-role/" + role + "/" + session,
                "AROASANDBOXROLE:" + session,
                clock.instant().plus(duration));
        add(key);
        return key;
    }

    /** Temporary credentials of the same user. */
    AccessKey session(AccessKey of, Duration duration) {
        AccessKey key = new AccessKey(
                ids.temporaryKey(),
                ids.secret(),
                ids.secret() + ids.secret() + ids.secret(),
                of.account(),
                of.principalArn(),
                of.userId(),
                clock.instant().plus(duration));
        add(key);
        return key;
    }

    AccessKey find(String id, String token) {
        AccessKey key = keys.get(id);
        if (key == null && acceptAny) {
            return new AccessKey(
                    id, null, null, account, "arn:aws:iam::" + account + ":user/anybody", "AIDAANYBODY", null);
        }
        if (key == null || key.isTemporary() && !key.sessionToken().equals(token)) {
            throw new AwsError(400, "UnrecognizedClientException", INVALID);
        }
        if (key.expiration() != null && !clock.instant().isBefore(key.expiration())) {
            throw AwsError.expiredToken();
        }
        return key;
    }
}
