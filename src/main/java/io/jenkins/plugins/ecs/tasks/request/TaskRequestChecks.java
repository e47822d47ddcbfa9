package io.jenkins.plugins.ecs.tasks.request;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.taskdef.TaskDefinitionRef;
import io.jenkins.plugins.ecs.tasks.messages.TaskRequestMessages;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.CapacityProvider;
import io.jenkins.plugins.ecs.tasks.request.TaskRequest.Network;
import io.jenkins.plugins.ecs.text.Arns;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a request, without asking AWS. Each message names the field, the value and what to do. */
public final class TaskRequestChecks {

    /** Of the whole {@code overrides}, with the punctuation of its JSON. */
    public static final int MOST_OVERRIDES = 8192;

    private static final int MOST_TASKS = 10;
    private static final int MOST_PROVIDERS = 20;
    private static final int MOST_SUBNETS = 16;
    private static final int MOST_SECURITY_GROUPS = 5;
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final int MOST_TAGS = 50;
    private static final int MOST_LOG_LINES = 100_000;
    private static final Set<String> LAUNCH_TYPES = Set.of("FARGATE", "EC2", "EXTERNAL");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-z]+");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-z]+");

    private TaskRequestChecks() {}

    /** All that is wrong. */
    @NonNull
    public static List<String> problems(@NonNull TaskRequest request) {
        List<String> problems = new ArrayList<>();
        TaskRequest.Placement placement = request.placement();
        definition(request).ifPresent(problems::add);
        count(request.count()).ifPresent(problems::add);
        launchType(placement.launchType()).ifPresent(problems::add);
        if (placement.launchType() != null && !placement.capacityProviders().isEmpty()) {
            problems.add(TaskRequestMessages.BOTH_LAUNCH_TYPE_AND_PROVIDERS);
        }
        problems.addAll(providers(placement.capacityProviders()));
        if (placement.network() != null) {
            problems.addAll(network(placement.network()));
        }
        group(placement.group()).ifPresent(problems::add);
        size("cpu", request.overrides().cpu()).ifPresent(problems::add);
        size("memory", request.overrides().memory()).ifPresent(problems::add);
        Arns.roleProblem("taskRoleArn", request.overrides().taskRoleArn()).ifPresent(problems::add);
        Arns.roleProblem("executionRoleArn", request.overrides().executionRoleArn())
                .ifPresent(problems::add);
        problems.addAll(tags(request.tags()));
        logLines(request.following().logLines()).ifPresent(problems::add);
        if (request.following().lockService() && request.service() == null) {
            problems.add(TaskRequestMessages.NO_SERVICE_TO_LOCK);
        }
        overrides(OverridesJson.of(request, "").toString()).ifPresent(problems::add);
        request.definition().changes().forEach(change -> problems.addAll(change.problems()));
        return problems;
    }

    private static Optional<String> definition(TaskRequest request) {
        String text = request.definition().taskDefinition();
        if (text == null && request.service() == null) {
            return Optional.of(TaskRequestMessages.NOTHING_TO_RUN);
        }
        String region = TaskDefinitionRef.isReference(text)
                ? TaskDefinitionRef.parse(text).region()
                : null;
        return region == null || region.equals(request.region())
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.otherRegion(PlainText.line(text), region, request.region()));
    }

    @NonNull
    public static Optional<String> count(int count) {
        return count >= 1 && count <= MOST_TASKS
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.wrongCount(count, MOST_TASKS));
    }

    @NonNull
    public static Optional<String> launchType(@CheckForNull String type) {
        if (type == null || LAUNCH_TYPES.contains(type)) {
            return Optional.empty();
        }
        String more = type.equals("MANAGED_INSTANCES")
                ? TaskRequestMessages.MANAGED_INSTANCES
                : TaskRequestMessages.UNKNOWN_LAUNCH_TYPE;
        return Optional.of(TaskRequestMessages.launchType(PlainText.line(type), more));
    }

    private static List<String> providers(List<CapacityProvider> providers) {
        List<String> problems = new ArrayList<>();
        providers.forEach(each -> problems.addAll(provider(each)));
        most("capacityProviders", providers.size(), MOST_PROVIDERS, problems);
        if (providers.stream().filter(each -> isPositive(each.base())).count() > 1) {
            problems.add(TaskRequestMessages.ONE_BASE);
        }
        boolean several = providers.size() > 1;
        if (several && providers.stream().noneMatch(each -> isPositive(each.weight()))) {
            problems.add(TaskRequestMessages.NO_WEIGHT);
        }
        return problems;
    }

    private static boolean isPositive(Integer number) {
        return number != null && number > 0;
    }

    private static void most(String field, int count, int most, List<String> problems) {
        if (count > most) {
            problems.add(TaskRequestMessages.tooMany(field, count, most));
        }
    }

    private static List<String> provider(CapacityProvider provider) {
        List<String> problems = new ArrayList<>();
        if (provider.name().isBlank()) {
            problems.add(TaskRequestMessages.NO_PROVIDER_NAME);
        }
        outside("capacityProviders.weight", provider.weight(), 1000).ifPresent(problems::add);
        outside("capacityProviders.base", provider.base(), 100_000).ifPresent(problems::add);
        return problems;
    }

    private static Optional<String> outside(String field, Integer number, int most) {
        return number == null || (number >= 0 && number <= most)
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.outside(field, number, most));
    }

    @NonNull
    public static List<String> network(@NonNull Network network) {
        List<String> problems = new ArrayList<>();
        if (network.subnets().isEmpty()) {
            problems.add(TaskRequestMessages.NO_SUBNET);
        }
        wrong("network.subnets", TaskRequestMessages.SUBNET_ID, SUBNET, network.subnets(), problems);
        wrong(
                "network.securityGroups",
                TaskRequestMessages.SECURITY_GROUP_ID,
                SECURITY_GROUP,
                network.securityGroups(),
                problems);
        most("network.subnets", network.subnets().size(), MOST_SUBNETS, problems);
        most("network.securityGroups", network.securityGroups().size(), MOST_SECURITY_GROUPS, problems);
        return problems;
    }

    private static void wrong(String field, String what, Pattern pattern, List<String> values, List<String> problems) {
        values.stream()
                .filter(value -> !pattern.matcher(value).matches())
                .forEach(value -> problems.add(TaskRequestMessages.isNot(field, PlainText.line(value), what)));
    }

    @NonNull
    public static Optional<String> group(@CheckForNull String group) {
        return group == null || !group.startsWith("service:")
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.serviceGroup(PlainText.line(group)));
    }

    /** @param field {@code cpu} or {@code memory} of the task */
    @NonNull
    public static Optional<String> size(@NonNull String field, @CheckForNull String size) {
        return size == null || size.matches("[1-9][0-9]{0,6}|[0-9]+(\\.[0-9]+)? ?(vCPU|vcpu|GB|gb)")
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.notASize(field, PlainText.line(size)));
    }

    private static List<String> tags(Map<String, String> tags) {
        List<String> problems = new ArrayList<>();
        if (tags.size() > MOST_TAGS) {
            problems.add(TaskRequestMessages.tooManyTags(tags.size(), MOST_TAGS));
        }
        tags.forEach((key, value) -> {
            boolean good = !key.isEmpty()
                    && key.length() <= 128
                    && value.length() <= 256
                    && !key.startsWith("aws:")
                    && TAG.matcher(key + value).matches();
            if (!good) {
                problems.add(TaskRequestMessages.wrongTag(PlainText.line(key)));
            }
        });
        return problems;
    }

    @NonNull
    public static Optional<String> logLines(int lines) {
        return lines >= 0 && lines <= MOST_LOG_LINES
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.wrongLogLines(lines, MOST_LOG_LINES));
    }

    /** @param json as it is sent */
    @NonNull
    public static Optional<String> overrides(@NonNull String json) {
        return json.length() <= MOST_OVERRIDES
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.overridesTooLong(json.length(), MOST_OVERRIDES));
    }

    /** @param field {@code onAbort} or {@code onTimeout} */
    @NonNull
    public static Optional<String> onStop(@NonNull String field, @CheckForNull String text) {
        return text == null || text.isEmpty() || OnStop.parse(text).isPresent()
                ? Optional.empty()
                : Optional.of(TaskRequestMessages.unknownEnd(field, PlainText.line(text)));
    }
}
