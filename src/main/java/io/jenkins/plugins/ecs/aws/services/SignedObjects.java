package io.jenkins.plugins.ecs.aws.services;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.aws.transport.HttpAnswer;
import io.jenkins.plugins.ecs.aws.transport.SignedPost;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * {@link ObjectsApi} over signed requests: one GET does not need the whole client of S3. Only the first part of a longer
 * object is loaded.
 */
public final class SignedObjects implements ObjectsApi {

    private static final String OPERATION = "GetObject";
    private static final Pattern CODE = Pattern.compile("<Code>([A-Za-z]{1,100})</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{0,1000})</Message>");
    private static final Pattern REGION = Pattern.compile("<Region>([a-z0-9-]{1,40})</Region>");
    /** What becomes a part of the host to which a signed request is sent. */
    private static final Pattern REGION_ID = Pattern.compile("[a-z0-9-]{1,40}");

    private static final Pattern TOTAL = Pattern.compile("bytes [0-9]+-[0-9]+/([0-9]{1,18})");

    private final BiFunction<String, String, SignedPost> http;
    private final String region;

    /** @param http requests to a bucket in a Region */
    public SignedObjects(@NonNull BiFunction<String, String, SignedPost> http, @NonNull String region) {
        this.http = http;
        this.region = region;
    }

    @Override
    public Optional<StoredObject> object(String bucket, String key, int most) {
        SignedPost post = http.apply(bucket, region);
        HttpAnswer answer = get(post, key, most);
        String other = answer.isSuccessful() ? null : otherRegion(answer);
        if (other != null && !other.equals(region)) {
            post = http.apply(bucket, other);
            answer = get(post, key, most);
        }
        return read(post, answer, most);
    }

    private static HttpAnswer get(SignedPost post, String key, int most) {
        String path = Arrays.stream(key.split("/", -1))
                .map(SdkHttpUtils::urlEncode)
                .collect(Collectors.joining("/", "/", ""));
        return post.get(OPERATION, path, Map.of("Range", "bytes=0-" + (most - 1)));
    }

    /** {@code PermanentRedirect} and {@code AuthorizationHeaderMalformed} name the Region of the bucket. */
    @CheckForNull
    private static String otherRegion(HttpAnswer answer) {
        String named = answer.header("x-amz-bucket-region");
        if (named != null) {
            return REGION_ID.matcher(named).matches() ? named : null;
        }
        return answer.status() == 301 || answer.status() == 400 ? first(REGION, text(answer)) : null;
    }

    private static Optional<StoredObject> read(SignedPost post, HttpAnswer answer, int most) {
        if (!answer.isSuccessful()) {
            String body = text(answer);
            String code = first(CODE, body);
            if ("NoSuchKey".equals(code)) {
                return Optional.empty();
            }
            if (answer.status() == 416) {
                // Nothing can be a part of an empty object.
                return Optional.of(new StoredObject("", 0, ""));
            }
            throw post.check().refused(OPERATION, answer, code, first(MESSAGE, body));
        }
        if (!post.check().isTrusted(answer)) {
            throw post.check().notAws(OPERATION, answer);
        }
        String range = answer.header("Content-Range");
        String total = range == null ? null : first(TOTAL, range);
        long length = total == null ? answer.body().length : Long.parseLong(total);
        String version = answer.header("x-amz-version-id");
        String tag = answer.header("ETag");
        return Optional.of(new StoredObject(
                length > most ? "" : text(answer), length, version == null ? tag == null ? "" : tag : version));
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @CheckForNull
    private static String first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? found.group(1) : null;
    }
}
