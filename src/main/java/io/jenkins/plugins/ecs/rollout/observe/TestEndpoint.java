package io.jenkins.plugins.ecs.rollout.observe;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where test traffic comes in. The ARN of a rule or listener names its load balancer, and that has the name and the port:
 * {@code http://shop-1.eu-central-1.elb.amazonaws.com:8080}. A rule may want a host or a path as well, which is the
 * caller's to know.
 */
public final class TestEndpoint {

    private static final Pattern ARN =
            Pattern.compile("(arn:[^/]+:)listener(?:-rule)?/(app|net)/([^/]+)/([^/]+)/([^/]+)(?:/.*)?");

    private TestEndpoint() {}

    /**
     * @param listenerRule ARN of the test listener rule (or listener)
     * @return empty where there is none, or where AWS does not tell
     */
    @NonNull
    public static Optional<String> of(@NonNull ElbApi elb, @CheckForNull String listenerRule) {
        Matcher arn = ARN.matcher(listenerRule == null ? "" : listenerRule);
        if (!arn.matches()) {
            return Optional.empty();
        }
        String path = arn.group(2) + "/" + arn.group(3) + "/" + arn.group(4);
        String balancer = arn.group(1) + "loadbalancer/" + path;
        String listener = arn.group(1) + "listener/" + path + "/" + arn.group(5);
        try {
            Optional<Listener> found = elb.listeners(balancer).stream()
                    .filter(each -> each.arn().equals(listener))
                    .findFirst();
            return found.flatMap(each -> elb.loadBalancer(balancer).map(name -> url(each, name.dnsName())));
        } catch (AwsFailure hidden) {
            return Optional.empty();
        }
    }

    private static String url(Listener listener, String host) {
        String scheme = listener.protocol().toLowerCase(Locale.ROOT);
        boolean usual =
                (scheme.equals("http") && listener.port() == 80) || (scheme.equals("https") && listener.port() == 443);
        return scheme + "://" + host + (usual ? "" : ":" + listener.port());
    }
}
