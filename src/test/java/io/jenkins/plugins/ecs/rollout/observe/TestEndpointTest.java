package io.jenkins.plugins.ecs.rollout.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.elb.ElbApi;
import io.jenkins.plugins.ecs.aws.elb.Listener;
import io.jenkins.plugins.ecs.aws.elb.LoadBalancerName;
import io.jenkins.plugins.ecs.aws.elb.TargetGroup;
import io.jenkins.plugins.ecs.aws.elb.TargetHealth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** From the ARN of a rule to the URL that test traffic comes through. */
public class TestEndpointTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";

    /** A load balancer with one listener. */
    private static ElbApi elb(String kind, String protocol, int port) {
        String path = kind + "/shop/50dc6c495c0c9188";
        return new OneBalancer(
                new Listener(ELB + "listener/" + path + "/f2f7dc8efc522ab2", protocol, port, List.of()),
                new LoadBalancerName(ELB + "loadbalancer/" + path, "shop-1.eu-central-1.elb.amazonaws.com"));
    }

    private record OneBalancer(Listener listener, LoadBalancerName name) implements ElbApi {

        @Override
        public List<TargetHealth> targetHealth(String targetGroupArn) {
            return List.of();
        }

        @Override
        public List<TargetGroup> targetGroups(Collection<String> arns) {
            return List.of();
        }

        @Override
        public Optional<LoadBalancerName> loadBalancer(String arn) {
            return Optional.ofNullable(name);
        }

        @Override
        public List<Listener> listeners(String loadBalancerArn) {
            if (listener == null) {
                throw new AwsFailure(AwsFailure.Kind.DENIED, "DescribeListeners", "AccessDenied", "", null);
            }
            return List.of(listener);
        }

        @Override
        public List<Listener> rules(String listenerArn) {
            return List.of();
        }

        @Override
        public Optional<Listener> listenerOrRule(String arn) {
            return Optional.empty();
        }
    }

    @Test
    public void aRuleOfAnApplicationLoadBalancer() {
        assertThat(
                TestEndpoint.of(
                        elb("app", "HTTP", 8080),
                        ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb"),
                is(Optional.of("http://shop-1.eu-central-1.elb.amazonaws.com:8080")));
        assertThat(
                TestEndpoint.of(
                        elb("app", "HTTPS", 443),
                        ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb"),
                is(Optional.of("https://shop-1.eu-central-1.elb.amazonaws.com")));
    }

    @Test
    public void aListenerOfANetworkLoadBalancer() {
        assertThat(
                TestEndpoint.of(elb("net", "TCP", 8443), ELB + "listener/net/shop/50dc6c495c0c9188/f2f7dc8efc522ab2"),
                is(Optional.of("tcp://shop-1.eu-central-1.elb.amazonaws.com:8443")));
    }

    @Test
    public void nothingWhereThereIsNone() {
        assertThat(TestEndpoint.of(elb("app", "HTTP", 80), null), is(Optional.empty()));
        assertThat(TestEndpoint.of(elb("app", "HTTP", 80), "arn:aws:x"), is(Optional.empty()));
        assertThat(
                TestEndpoint.of(
                        elb("app", "HTTP", 80), ELB + "listener-rule/app/shop/50dc6c495c0c9188/otherlistener/bbbb"),
                is(Optional.empty()));
    }

    @Test
    public void nothingWhereAwsDoesNotTell() {
        ElbApi denied = new OneBalancer(null, null);
        assertThat(
                TestEndpoint.of(denied, ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb"),
                is(Optional.empty()));
    }
}
