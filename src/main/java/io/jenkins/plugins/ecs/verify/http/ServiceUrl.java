package io.jenkins.plugins.ecs.verify.http;

import io.jenkins.plugins.ecs.aws.ecs.ServiceSettings.LoadBalancer;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import io.jenkins.plugins.ecs.aws.elb.LoadBalancerName;
import io.jenkins.plugins.ecs.aws.elb.TargetGroup;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The URL of a service: the DNS name of its load balancer, and the port of the listener that forwards to it. */
public final class ServiceUrl {

    private ServiceUrl() {}

    public static Optional<URI> find(List<LoadBalancer> loadBalancers, ElbApi elb) {
        List<String> groups = loadBalancers.stream()
                .flatMap(each -> each.targetGroups().stream())
                .toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        for (TargetGroup group : elb.targetGroups(groups)) {
            for (String balancer : group.loadBalancers()) {
                Optional<URI> found = address(balancer, group.arn(), elb);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> address(String balancer, String group, ElbApi elb) {
        Optional<LoadBalancerName> name = elb.loadBalancer(balancer);
        List<Listener> listeners = elb.listeners(balancer);
        // A listener whose default action forwards to the group, otherwise any other (its rules may forward); HTTPS
        // first.
        Optional<Listener> best = listeners.stream()
                .filter(each -> each.isHttp() && each.targetGroups().contains(group))
                .findFirst()
                .or(() -> listeners.stream()
                        .filter(each -> each.protocol().equals("HTTPS"))
                        .findFirst())
                .or(() -> listeners.stream().filter(Listener::isHttp).findFirst());
        return name.flatMap(found -> best.map(listener -> URI.create(
                listener.protocol().toLowerCase(Locale.ROOT) + "://" + found.dnsName() + ":" + listener.port() + "/")));
    }
}
