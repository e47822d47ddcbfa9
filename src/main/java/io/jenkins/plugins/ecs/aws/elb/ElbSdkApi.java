package io.jenkins.plugins.ecs.aws.elb;

import io.jenkins.plugins.ecs.aws.AwsFailure;
import io.jenkins.plugins.ecs.aws.AwsService;
import io.jenkins.plugins.ecs.aws.transport.SdkClients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** {@link ElbApi} over the SDK's client. States and kinds stay the text that AWS sent. */
public final class ElbSdkApi implements ElbApi {

    private final ElasticLoadBalancingV2Client elb;

    public ElbSdkApi(SdkClients clients, String region) {
        elb = clients.reads(AwsService.LOAD_BALANCING, region, ElasticLoadBalancingV2Client::builder);
    }

    @Override
    public List<TargetHealth> targetHealth(String targetGroupArn) {
        return elb
                .describeTargetHealth(request -> request.targetGroupArn(targetGroupArn))
                .targetHealthDescriptions()
                .stream()
                .map(ElbSdkApi::target)
                .toList();
    }

    @Override
    public List<TargetGroup> targetGroups(Collection<String> arns) {
        return find(() -> elb.describeTargetGroups(request -> request.targetGroupArns(arns)).targetGroups().stream()
                .map(ElbSdkApi::group));
    }

    @Override
    public Optional<LoadBalancerName> loadBalancer(String arn) {
        return find(() -> elb.describeLoadBalancers(request -> request.loadBalancerArns(arn)).loadBalancers().stream()
                        .map(ElbSdkApi::balancer))
                .stream()
                .findFirst();
    }

    @Override
    public List<Listener> listeners(String loadBalancerArn) {
        return listeners(DescribeListenersRequest.builder()
                .loadBalancerArn(loadBalancerArn)
                .build());
    }

    @Override
    public List<Listener> rules(String listenerArn) {
        return rules(DescribeRulesRequest.builder().listenerArn(listenerArn).build());
    }

    @Override
    public Optional<Listener> listenerOrRule(String arn) {
        List<Listener> found = arn.contains(":listener-rule/")
                ? rules(DescribeRulesRequest.builder().ruleArns(arn).build())
                : listeners(DescribeListenersRequest.builder().listenerArns(arn).build());
        return found.stream().findFirst();
    }

    private List<Listener> listeners(DescribeListenersRequest request) {
        return find(() -> elb.describeListeners(request).listeners().stream().map(ElbSdkApi::listener));
    }

    private List<Listener> rules(DescribeRulesRequest request) {
        return find(() -> elb.describeRules(request).rules().stream().map(ElbSdkApi::rule));
    }

    /** Codes end in {@code NotFound} for what does not exist. */
    private static <T> List<T> find(Supplier<Stream<T>> call) {
        try {
            return call.get().toList();
        } catch (AwsFailure failure) {
            String code = failure.code();
            if (code == null || !code.endsWith("NotFound")) {
                throw failure;
            }
            return List.of();
        }
    }

    private static TargetGroup group(software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup group) {
        return new TargetGroup(
                text(group.targetGroupArn()),
                text(group.targetGroupName()),
                group.targetTypeAsString() == null ? "instance" : group.targetTypeAsString(),
                text(group.protocolAsString()),
                number(group.port()),
                List.copyOf(group.loadBalancerArns()));
    }

    private static LoadBalancerName balancer(LoadBalancer balancer) {
        return new LoadBalancerName(text(balancer.loadBalancerArn()), text(balancer.dnsName()));
    }

    private static Listener listener(software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener) {
        return new Listener(
                text(listener.listenerArn()),
                text(listener.protocolAsString()),
                number(listener.port()),
                targetGroups(listener.defaultActions()));
    }

    private static Listener rule(Rule rule) {
        return new Listener(text(rule.ruleArn()), "", 0, targetGroups(rule.actions()));
    }

    private static List<String> targetGroups(List<Action> actions) {
        List<String> groups = new ArrayList<>();
        for (Action action : actions) {
            if (action.targetGroupArn() != null) {
                groups.add(action.targetGroupArn());
            }
            if (action.forwardConfig() != null) {
                action.forwardConfig().targetGroups().forEach(group -> groups.add(text(group.targetGroupArn())));
            }
        }
        return groups.stream().distinct().toList();
    }

    private static TargetHealth target(TargetHealthDescription each) {
        var target = each.target();
        var health = each.targetHealth();
        return new TargetHealth(
                target == null ? "" : text(target.id()),
                target == null ? 0 : number(target.port()),
                health == null ? "" : text(health.stateAsString()),
                health == null ? "" : text(health.reasonAsString()),
                health == null ? "" : text(health.description()));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    private static int number(Integer number) {
        return number == null ? 0 : number;
    }
}
