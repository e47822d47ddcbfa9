package io.jenkins.plugins.ecs.verify.http;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.http.NoHttpResponseException;

/**
 * Sends the controller's requests to URLs from a Jenkinsfile. Each host and address is checked, also those of
 * redirects.
 */
public final class HttpProbe {

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Resolves a host name. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** There is no response. The message says why. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean last;

        NoAnswer(String why, boolean last, Throwable cause) {
            super(why, cause);
            this.last = last;
        }

        /** Whether another request would have no response either. */
        boolean isLast() {
            return last;
        }
    }

    private final HostPolicy policy;
    private final Names names;
    private final HttpExchange exchange;
    private final HttpBudget budget;

    public HttpProbe(
            @NonNull HostPolicy policy,
            @NonNull Names names,
            @NonNull SSLSocketFactory tls,
            @NonNull HttpBudget budget) {
        this.policy = policy;
        this.names = names;
        this.exchange = new HttpExchange(tls, budget);
        this.budget = budget;
    }

    /** Follows up to five redirects, within the time of one request. Headers are sent to the same origin only. */
    @NonNull
    HttpAnswer ask(@NonNull String method, @NonNull URI start, @NonNull Map<String, String> headers) throws NoAnswer {
        URI uri = start;
        String verb = method;
        Map<String, String> sent = headers;
        long millis = 0;
        if (budget.isSpent()) {
            throw new NoAnswer(HttpMessages.budgetSpent(HttpBudget.MOST.toSeconds()), false, null);
        }
        long deadline = budget.deadline();
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpAnswer answer = one(verb, uri, sent, deadline);
            millis += answer.millis();
            String location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status()) || location == null) {
                return new HttpAnswer(answer.status(), answer.headers(), answer.body(), millis);
            }
            URI next = resolved(uri, location);
            sent = isSameOrigin(uri, next) ? sent : Map.of();
            boolean keepsVerb = answer.status() >= 307 || verb.equals("HEAD");
            verb = keepsVerb ? verb : "GET";
            uri = next;
        }
        throw new NoAnswer(HttpMessages.tooManyRedirects(MOST_REDIRECTS), true, null);
    }

    /** Scheme, host and port (RFC 6454). */
    static boolean isSameOrigin(@NonNull URI one, @NonNull URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static URI resolved(URI from, String location) throws NoAnswer {
        try {
            URI next = from.resolve(new URI(location));
            Optional<String> problem = problem(next);
            if (problem.isPresent()) {
                throw new NoAnswer(HttpMessages.redirectRefused(problem.get()), true, null);
            }
            return next;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new NoAnswer(HttpMessages.redirectRefused(HttpMessages.NOT_A_URL), true, e);
        }
    }

    /** What is wrong with a URL, as the end of a sentence that begins with the URL; empty if it is usable. */
    @NonNull
    public static Optional<String> problem(@NonNull URI uri) {
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            return Optional.of(HttpMessages.NOT_HTTP);
        }
        return uri.getRawUserInfo() == null ? Optional.empty() : Optional.of(HttpMessages.HAS_USER);
    }

    private HttpAnswer one(String method, URI uri, Map<String, String> headers, long deadline) throws NoAnswer {
        InetAddress address = address(policy, names, uri.getHost());
        try {
            return exchange.send(method, uri, address, headers, deadline);
        } catch (IOException broken) {
            throw new NoAnswer(reason(uri, broken), false, broken);
        }
    }

    /** All addresses of a name must be permitted, so that the owner of the name cannot choose a forbidden one. */
    static InetAddress address(HostPolicy policy, Names names, String host) throws NoAnswer {
        Optional<String> refused = policy.refusal(host);
        if (refused.isPresent()) {
            throw new NoAnswer(refused.get(), true, null);
        }
        try {
            InetAddress[] addresses = names.lookUp(host);
            for (InetAddress each : addresses) {
                Optional<String> refusal = policy.refusal(each);
                if (refusal.isPresent()) {
                    boolean named = !host.equals(each.getHostAddress());
                    throw new NoAnswer(named ? HttpMessages.failed(host, refusal.get()) : refusal.get(), true, null);
                }
            }
            return addresses[0];
        } catch (UnknownHostException e) {
            throw new NoAnswer(HttpMessages.hostUnknown(host), false, e);
        }
    }

    static String reason(URI uri, IOException broken) {
        String where = uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
        if (broken instanceof SSLException) {
            return HttpMessages.tlsFailed(where, broken.getMessage());
        }
        if (broken instanceof SocketTimeoutException) {
            return HttpMessages.timedOut(where);
        }
        if (broken instanceof NoHttpResponseException) {
            return HttpMessages.closed(where);
        }
        // The client's own message repeats the address.
        String reason = broken.getCause() == null
                ? broken.getMessage()
                : broken.getCause().getMessage();
        if (broken instanceof ConnectException || broken instanceof NoRouteToHostException) {
            return HttpMessages.noConnection(where, reason);
        }
        return HttpMessages.failed(where, reason);
    }
}
