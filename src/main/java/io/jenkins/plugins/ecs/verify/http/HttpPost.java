package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends a body to a URL whose host and addresses are permitted. Redirects are not followed, and the body of the response
 * is not read. Addresses that are public need https.
 */
public final class HttpPost {

    /**
     * What came of it.
     *
     * @param status 0 if there is no response
     * @param retryAfter the header; null if there is none
     * @param problem why there is no response, without the path of the URL; empty if there is one
     */
    public record Reply(
            int status,
            @CheckForNull String retryAfter,
            @NonNull String problem) {}

    private final HostPolicy policy;
    private final HttpProbe.Names names;
    private final SSLSocketFactory tls;
    private final Duration timeout;

    public HttpPost(
            @NonNull HostPolicy policy,
            @NonNull HttpProbe.Names names,
            @NonNull SSLSocketFactory tls,
            @NonNull Duration timeout) {
        this.policy = policy;
        this.names = names;
        this.tls = tls;
        this.timeout = timeout;
    }

    /** Blocks until the status has arrived, or for the timeout. */
    @NonNull
    public Reply send(@NonNull URI uri, @NonNull Map<String, String> headers, @NonNull byte[] body) {
        Optional<String> wrong = HttpProbe.problem(uri);
        if (wrong.isPresent()) {
            return none("the URL " + wrong.get());
        }
        HttpBudget budget = new HttpBudget(timeout);
        try {
            InetAddress address = HttpProbe.address(policy, names, uri.getHost());
            if (uri.getScheme().equalsIgnoreCase("http") && AddressRange.isPublic(address)) {
                return none(HttpMessages.NOT_ENCRYPTED);
            }
            HttpAnswer answer = new HttpExchange(tls, budget).post(uri, address, headers, body, budget.deadline());
            return new Reply(answer.status(), answer.headers().get("retry-after"), "");
        } catch (HttpProbe.NoAnswer refused) {
            return none(refused.getMessage());
        } catch (IOException broken) {
            return none(HttpProbe.reason(uri, broken));
        }
    }

    private static Reply none(String problem) {
        return new Reply(0, null, problem);
    }
}
