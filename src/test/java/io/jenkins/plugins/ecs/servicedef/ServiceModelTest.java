package io.jenkins.plugins.ecs.servicedef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.ecs.taskdef.ApiModel;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** The file of the model agrees with the one in the AWS SDK, whose ECS module is only there in the standalone build. */
public class ServiceModelTest {

    /** In AWS's model, and newer than the SDK that the standalone build has. */
    private static final Set<String> NEWER = Set.of(
            "BOOLEAN deploymentConfiguration.deploymentCircuitBreaker.resetOnHealthyTask",
            "OBJECT deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration",
            "STRING deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.type",
            "INTEGER deploymentConfiguration.deploymentCircuitBreaker.thresholdConfiguration.value",
            "OBJECT deploymentConfiguration.earlySuccessCriteria",
            "BOOLEAN deploymentConfiguration.earlySuccessCriteria.enable",
            "DECIMAL deploymentConfiguration.earlySuccessCriteria.healthyPercent",
            "STRING deploymentConfiguration.earlySuccessCriteria.sourceServiceRevisionCleanup",
            "STRING deploymentConfiguration.lifecycleHooks.targetType",
            "OBJECT deploymentConfiguration.lifecycleHooks.timeoutConfiguration",
            "INTEGER deploymentConfiguration.lifecycleHooks.timeoutConfiguration.timeoutInMinutes",
            "STRING deploymentConfiguration.lifecycleHooks.timeoutConfiguration.action",
            "OBJECT monitoring",
            "OBJECTS monitoring.metricConfigurations",
            "STRINGS monitoring.metricConfigurations.metricNames",
            "INTEGER monitoring.metricConfigurations.resolutionSeconds");

    @Test
    public void itHasEveryMemberOfTheSdksModel() throws Exception {
        Set<String> sdk = new TreeSet<>();
        collect((SdkPojo) builder("CreateServiceRequest"), "", sdk);
        Set<String> file = new TreeSet<>();
        for (String parent : ServiceModel.MODEL.parents()) {
            for (String field : ServiceModel.MODEL.fields(parent)) {
                file.add(ServiceModel.MODEL.kind(parent, field) + " " + ApiModel.child(parent, field));
            }
        }

        assertThat(sdk.size(), is(greaterThan(80)));
        Set<String> missing = new TreeSet<>(sdk);
        missing.removeAll(file);
        assertThat("missing in the file", missing, is(empty()));
        file.removeAll(sdk);
        assertThat("newer than the SDK", file, is(new TreeSet<>(NEWER)));
    }

    @Test
    public void whatOnlyTheServiceShowsIsReadOnly() throws Exception {
        Set<String> shown = names("Service");
        shown.removeAll(names("CreateServiceRequest"));

        assertThat(shown, is(new TreeSet<>(ServiceModel.READ_ONLY)));
    }

    @Test
    public void eachMemberIsAnAttribute() {
        Set<String> members = new TreeSet<>(ServiceModel.MODEL.fields(""));
        members.remove("clientToken");

        assertThat(
                Arrays.stream(ServiceAttribute.values())
                        .map(ServiceAttribute::member)
                        .collect(Collectors.toCollection(TreeSet::new)),
                is(members));
    }

    private static Set<String> names(String shape) throws ReflectiveOperationException {
        return ((SdkPojo) builder(shape))
                .sdkFields().stream().map(SdkField::locationName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object builder(String shape) throws ReflectiveOperationException {
        try {
            Class<?> type = Class.forName("software.amazon.awssdk.services.ecs.model." + shape);
            return type.getMethod("builder").invoke(null);
        } catch (ClassNotFoundException e) {
            assumeTrue("the ECS module of the AWS SDK is not on the class path", false);
            throw e;
        }
    }

    private static void collect(SdkPojo pojo, String parent, Set<String> members) {
        for (SdkField<?> field : pojo.sdkFields()) {
            String path = ApiModel.child(parent, field.locationName());
            MarshallingType<?> type = field.marshallingType();
            SdkField<?> item = field;
            if (type == MarshallingType.LIST) {
                item = field.getTrait(ListTrait.class).memberFieldInfo();
                members.add(kind(item.marshallingType()) + "S " + path);
            } else {
                members.add((type == MarshallingType.MAP ? "STRING_MAP" : kind(type)) + " " + path);
            }
            if (item.marshallingType() == MarshallingType.SDK_POJO) {
                collect(item.constructor().get(), path, members);
            }
        }
    }

    private static String kind(MarshallingType<?> type) {
        if (type == MarshallingType.SDK_POJO) {
            return "OBJECT";
        }
        if (type == MarshallingType.DOUBLE) {
            return "DECIMAL";
        }
        return type == MarshallingType.LONG ? "INTEGER" : type.toString().toUpperCase(Locale.ROOT);
    }
}
