package io.jenkins.plugins.ecs.aws.transport;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.ForeignText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * The gate for texts in responses that clients of the AWS SDK read: each of them is {@linkplain ForeignText cleaned} before
 * anything sees the response. What is a value or a document, and not a text for people, stays as it is; whatever shows it
 * has to clean it.
 */
public final class SdkTexts {

    /** Documents, values that definitions look up, and log lines, which have rules of their own for colors and secrets. */
    private static final Set<String> EXACT = Set.of(
            "AppSpecContent.content",
            "RawString.content",
            "Image.imageManifest",
            "GetDownloadUrlForLayerResponse.downloadUrl",
            "OutputLogEvent.message",
            "FilteredLogEvent.message",
            "Output.OutputValue",
            "Parameter.Value",
            "Role.AssumeRolePolicyDocument");

    /** Keys of a session. */
    private static final String KEYS = "Credentials.";

    private SdkTexts() {}

    /** The same response if there is nothing to clean. */
    @NonNull
    public static SdkResponse clean(@NonNull SdkResponse response) {
        return (SdkResponse) object(response);
    }

    private static Object object(SdkPojo value) {
        SdkPojo changed = null;
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            Object clean = isExact(value, field) ? member : any(member);
            if (clean != member) {
                changed = changed == null ? (SdkPojo) ((ToCopyableBuilder<?, ?>) value).toBuilder() : changed;
                field.set(changed, clean);
            }
        }
        return changed == null ? value : ((Buildable) changed).build();
    }

    /** Tokens of pages and sessions are handed back to AWS as they are. */
    private static boolean isExact(SdkPojo value, SdkField<?> field) {
        String name = value.getClass().getSimpleName() + "." + field.memberName();
        return EXACT.contains(name)
                || name.startsWith(KEYS)
                || name.toLowerCase(Locale.ROOT).endsWith("token")
                || name.endsWith("Marker");
    }

    private static Object any(Object value) {
        if (value instanceof String text) {
            String clean = ForeignText.message(text);
            return clean.equals(text) ? text : clean;
        }
        if (value instanceof SdkPojo pojo) {
            return object(pojo);
        }
        if (value instanceof List<?> list) {
            List<Object> clean = new ArrayList<>(list.size());
            list.forEach(each -> clean.add(any(each)));
            return isSame(list, clean) ? list : clean;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> clean = new LinkedHashMap<>();
            map.forEach((name, each) -> clean.put(any(name), any(each)));
            return isSame(List.copyOf(map.keySet()), List.copyOf(clean.keySet()))
                            && isSame(new ArrayList<>(map.values()), new ArrayList<>(clean.values()))
                    ? map
                    : clean;
        }
        return value;
    }

    private static boolean isSame(List<?> before, List<?> after) {
        for (int i = 0; i < before.size(); i++) {
            if (i >= after.size() || before.get(i) != after.get(i)) {
                return false;
            }
        }
        return true;
    }
}
