package io.jenkins.plugins.ecs.rollout.observe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.ElbApi;
import io.jenkins.plugins.ecs.aws.ElbQueryApi;
import java.util.Optional;
import org.junit.Test;

/** From the ARN of a rule to the URL that test traffic comes through. */
public class TestEndpointTest {

    private static final String ELB = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";

    /** A load balancer with one listener. */
    private static ElbApi elb(String kind, String protocol, int port) {
        String path = kind + "/shop/50dc6c495c0c9188";
        return new ElbQueryApi((operation, input) -> json(
                operation.equals("DescribeListeners")
                        ? "{'Listeners':[{'ListenerArn':'" + ELB + "listener/" + path
                                + "/f2f7dc8efc522ab2','Protocol':'" + protocol + "','Port':'" + port + "'}]}"
                        : "{'LoadBalancers':[{'LoadBalancerArn':'" + ELB + "loadbalancer/" + path
                                + "','DNSName':'shop-1.eu-central-1.elb.amazonaws.com','Scheme':'internal'}]}"));
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
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
        ElbApi denied = new ElbQueryApi((operation, input) -> {
            throw new AwsFailure(AwsFailure.Kind.DENIED, operation, "AccessDenied", "", null);
        });
        assertThat(
                TestEndpoint.of(denied, ELB + "listener-rule/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2/bbbb"),
                is(Optional.empty()));
    }
}
