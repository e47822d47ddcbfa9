package io.jenkins.plugins.ecs.servicedef;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.Arns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a service with its file: quietly, so that the service that was made from a file is no difference to it. */
public final class ServiceComparison {

    private final ObjectNode file;
    private final LiveService live;
    private final CanonicalService form;
    private final List<ServiceChanges.Change> changes = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ServiceComparison(ObjectNode file, LiveService live) {
        this.file = file;
        this.live = live;
        form = new CanonicalService(live.isDaemon());
    }

    /** @param described as {@code DescribeServices} shows it, with its tags */
    @NonNull
    public static ServiceChanges of(@NonNull ServiceDefinition definition, @NonNull ObjectNode described) {
        ServiceComparison comparison = new ServiceComparison(definition.managed(), LiveService.of(described));
        for (ServiceAttribute attribute : ServiceAttribute.values()) {
            if (comparison.file.has(attribute.member())) {
                comparison.compare(attribute);
            }
        }
        List<String> unknown = comparison.live.unknown();
        if (!unknown.isEmpty()) {
            comparison.notes.add(ServiceMessages.leftAlone(unknown));
        }
        return new ServiceChanges(comparison.changes, comparison.refusals, comparison.notes);
    }

    private void compare(ServiceAttribute attribute) {
        switch (attribute) {
            case TASK_DEFINITION -> {
                // The deployment decides which revision runs.
            }
            case SERVICE_NAME, CLUSTER -> identity(attribute);
            case LAUNCH_TYPE -> launchType();
            case DESIRED_COUNT -> {
                if (live.isDaemon()) {
                    refusals.add(ServiceMessages.COUNT_OF_DAEMON);
                } else {
                    compareValue(attribute);
                }
            }
            case MONITORING -> {
                if (live.members().has(attribute.member())) {
                    compareValue(attribute);
                } else if (!file.path(attribute.member()).isNull()) {
                    notes.add(ServiceMessages.MONITORING_NOT_SHOWN);
                }
            }
            case LOAD_BALANCERS -> {
                takeTargetGroups();
                compareValue(attribute);
            }
            case SERVICE_CONNECT -> {
                takeNamespace();
                compareValue(attribute);
            }
            default -> compareValue(attribute);
        }
    }

    private void identity(ServiceAttribute attribute) {
        String wanted = Arns.brief(file.path(attribute.member()).asText());
        String is = Arns.brief(live.members().path(attribute.member()).asText(wanted));
        if (!wanted.equals(is)) {
            refusals.add(ServiceMessages.otherService(attribute.member(), wanted, is));
        }
    }

    /** A service with a capacity provider strategy shows no launch type. */
    private void launchType() {
        boolean goesBack = file.has("capacityProviderStrategy")
                && file.path("capacityProviderStrategy").isEmpty();
        if (!live.hasStrategy()) {
            compareValue(ServiceAttribute.LAUNCH_TYPE);
        } else if (!goesBack) {
            refusals.add(ServiceMessages.launchTypeBehindStrategy(
                    file.path("launchType").asText()));
        }
    }

    /** CodeDeploy exchanges the target group of the service for its other one in each deployment. */
    private void takeTargetGroups() {
        if (!live.controller().equals("CODE_DEPLOY")) {
            return;
        }
        for (JsonNode wanted : file.path(ServiceAttribute.LOAD_BALANCERS.member())) {
            live.members()
                    .path(ServiceAttribute.LOAD_BALANCERS.member())
                    .valueStream()
                    .filter(each -> each.path("containerName").equals(wanted.path("containerName"))
                            && each.path("containerPort").equals(wanted.path("containerPort"))
                            && each.hasNonNull("targetGroupArn"))
                    .findFirst()
                    .ifPresent(each -> ((ObjectNode) wanted).set("targetGroupArn", each.get("targetGroupArn")));
        }
    }

    /** ECS takes the name of a namespace and shows its ARN, which only Cloud Map can tell, if it could be asked. */
    private void takeNamespace() {
        JsonNode connect = file.path(ServiceAttribute.SERVICE_CONNECT.member());
        String shown = live.members()
                .path(ServiceAttribute.SERVICE_CONNECT.member())
                .path("namespace")
                .asText("");
        String named = connect.path("namespace").asText("");
        if (connect instanceof ObjectNode object
                && !named.isEmpty()
                && !named.startsWith("arn:")
                && shown.startsWith("arn:")) {
            object.put("namespace", shown);
            notes.add(ServiceMessages.namespaceNotCompared(named));
        }
    }

    private void compareValue(ServiceAttribute attribute) {
        String member = attribute.member();
        Optional<JsonNode> before = live.value(member);
        Optional<JsonNode> after = Overlay.of(before.orElse(null), file.get(member), member);
        if (after.isEmpty()) {
            return;
        }
        JsonNode was = before.map(value -> form.of(value, member)).orElse(null);
        JsonNode is = form.of(after.get(), member);
        if (attribute == ServiceAttribute.TAGS) {
            EphemeralMark.refusal(before.orElse(null), after.get()).ifPresent(refusals::add);
            was = TagChange.own(was);
            is = TagChange.own(is);
        }
        if (is.equals(was)) {
            return;
        }
        ServiceChanges.Change change =
                new ServiceChanges.Change(attribute, ServiceDifferences.of(was, is, member), after.get());
        if (attribute.effect() == Effect.REPLACE) {
            refusals.add(ServiceMessages.replaces(attribute, change.lines()));
        } else if (attribute.effect() != Effect.TAGS && !attribute.isUpdatedWith(live.controller())) {
            refusals.add(ServiceMessages.refusedBy(live.controller(), attribute.member()));
        } else {
            refusals.addAll(blocked(attribute, before.orElse(null), after.get()));
            changes.add(change);
        }
    }

    /** Early success criteria that stay on keep ECS from taking another strategy. */
    private static List<String> blocked(ServiceAttribute attribute, JsonNode before, JsonNode after) {
        boolean blocks = attribute == ServiceAttribute.DEPLOYMENT_CONFIGURATION
                && before != null
                && !after.path("strategy").asText("ROLLING").equals("ROLLING")
                && after.path("earlySuccessCriteria").path("enable").asBoolean();
        return blocks ? List.of(ServiceMessages.EARLY_SUCCESS_BLOCKS) : List.of();
    }
}
