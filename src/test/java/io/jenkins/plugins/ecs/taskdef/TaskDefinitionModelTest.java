package io.jenkins.plugins.ecs.taskdef;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assume.assumeTrue;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** The file of the model agrees with the one in the AWS SDK, whose ECS module is only there in the standalone build. */
public class TaskDefinitionModelTest {

    /** In AWS's model, and newer than the SDK that the standalone build has. */
    private static final Set<String> NEWER = Set.of(
            "OBJECT volumes.s3filesVolumeConfiguration",
            "STRING volumes.s3filesVolumeConfiguration.fileSystemArn",
            "STRING volumes.s3filesVolumeConfiguration.rootDirectory",
            "STRING volumes.s3filesVolumeConfiguration.accessPointArn",
            "INTEGER volumes.s3filesVolumeConfiguration.transitEncryptionPort");

    @Test
    public void itHasEveryMemberOfTheSdksModel() throws Exception {
        Set<String> sdk = new TreeSet<>();
        collect((SdkPojo) request(), "", sdk);
        Set<String> file = new TreeSet<>();
        for (String parent : TaskDefinitionSchema.parents()) {
            for (String field : TaskDefinitionSchema.fields(parent)) {
                file.add(TaskDefinitionSchema.kind(parent, field) + " " + TaskDefinitionSchema.child(parent, field));
            }
        }

        assertThat(sdk.size(), is(greaterThan(150)));
        Set<String> missing = new TreeSet<>(sdk);
        missing.removeAll(file);
        assertThat("missing in the file", missing, is(empty()));
        file.removeAll(sdk);
        assertThat("newer than the SDK", file, is(new TreeSet<>(NEWER)));
    }

    private static Object request() throws ReflectiveOperationException {
        try {
            Class<?> type = Class.forName("software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest");
            return type.getMethod("builder").invoke(null);
        } catch (ClassNotFoundException e) {
            assumeTrue("the ECS module of the AWS SDK is not on the class path", false);
            throw e;
        }
    }

    private static void collect(SdkPojo pojo, String parent, Set<String> members) {
        for (SdkField<?> field : pojo.sdkFields()) {
            String path = TaskDefinitionSchema.child(parent, field.locationName());
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
        return type == MarshallingType.LONG ? "INTEGER" : type.toString().toUpperCase(Locale.ROOT);
    }
}
