package io.jenkins.plugins.ecs.servicedef;

import io.jenkins.plugins.ecs.taskdef.ApiModel;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Names as CloudFormation and Terraform write them. */
final class ForeignSpelling {

    private static final Set<String> TEMPLATE =
            Set.of("Resources", "AWSTemplateFormatVersion", "Properties", "Type", "Transform");
    private static final Set<String> CONFIGURATION = Set.of("resource", "aws_ecs_service");

    /** Names of Terraform that the API calls otherwise, or has elsewhere. */
    private static final Map<String, String> TERRAFORM = Map.ofEntries(
            Map.entry("name", "serviceName"),
            Map.entry("iam_role", "role"),
            Map.entry("load_balancer", "loadBalancers"),
            Map.entry("ordered_placement_strategy", "placementStrategy"),
            Map.entry("placement_constraints", "placementConstraints"),
            Map.entry("service_registries", "serviceRegistries"),
            Map.entry("deployment_minimum_healthy_percent", "deploymentConfiguration.minimumHealthyPercent"),
            Map.entry("deployment_maximum_percent", "deploymentConfiguration.maximumPercent"),
            Map.entry("deployment_circuit_breaker", "deploymentConfiguration.deploymentCircuitBreaker"),
            Map.entry("volume_configuration", "volumeConfigurations"),
            Map.entry("vpc_lattice_configurations", "vpcLatticeConfigurations"),
            Map.entry("enable_ecs_managed_tags", "enableECSManagedTags"),
            Map.entry("elb_name", "loadBalancers.loadBalancerName"),
            Map.entry("client_alias", "serviceConnectConfiguration.services.clientAliases"),
            Map.entry("managed_ebs_volume", "volumeConfigurations.managedEBSVolume"));

    private ForeignSpelling() {}

    /** What to write instead; empty for a name that neither of them has. */
    static Optional<String> of(String parent, String name) {
        String shown = PlainText.line(TextPath.cut(name, 100));
        if (parent.isEmpty() && TEMPLATE.contains(name)) {
            return Optional.of(ServiceMessages.IS_TEMPLATE);
        }
        if (parent.isEmpty() && CONFIGURATION.contains(name)) {
            return Optional.of(ServiceMessages.IS_TERRAFORM);
        }
        if (!name.isEmpty() && Character.isUpperCase(name.charAt(0))) {
            return known(parent, Character.toLowerCase(name.charAt(0)) + name.substring(1))
                    .map(api -> ServiceMessages.spelling(shown, api, "CloudFormation"));
        }
        if (!name.contains("_") && !(parent.isEmpty() && name.equals("name"))) {
            return Optional.empty();
        }
        return Optional.ofNullable(TERRAFORM.get(name))
                .or(() -> known(parent, camel(name)))
                .map(api -> ServiceMessages.spelling(shown, api, "Terraform"));
    }

    /** The member here, or else the place where the API has it. */
    private static Optional<String> known(String parent, String name) {
        Set<String> names = new TreeSet<>(ServiceModel.MODEL.fields(parent));
        Optional<String> here =
                names.stream().filter(each -> each.equalsIgnoreCase(name)).findFirst();
        if (here.isPresent()) {
            return here.map(each -> ApiModel.child(parent, each));
        }
        return ServiceModel.MODEL.nearest(parent, name);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char letter : name.toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return camel.toString();
    }
}
