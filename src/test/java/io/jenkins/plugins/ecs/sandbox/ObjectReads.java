package io.jenkins.plugins.ecs.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code GetObject} of S3, with the bucket in the path, in its own errors and headers. */
final class ObjectReads {

    static final String OPERATION = "GetObject";

    private static final Pattern RANGE = Pattern.compile("bytes=0-([0-9]+)");

    private ObjectReads() {}

    static boolean isOne(HttpRequest request) {
        String authorization = request.header("Authorization");
        return request.method().equals("GET") && authorization != null && authorization.contains("/s3/aws4_request");
    }

    static Reply answer(World world, HttpRequest request, Caller caller) {
        String path = URLDecoder.decode(request.path().substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        String bucket = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        String region = world.stored.objects.entrySet().stream()
                .filter(each -> each.getKey().startsWith(bucket + "/"))
                .map(each -> each.getValue().region())
                .findFirst()
                .orElse(null);
        if (region == null) {
            return error(404, "NoSuchBucket", "The specified bucket does not exist", Map.of());
        }
        if (!region.equals(caller.region())) {
            return error(
                    301,
                    "PermanentRedirect",
                    "The bucket you are attempting to access must be addressed using the specified endpoint.",
                    Map.of("x-amz-bucket-region", region));
        }
        StoredValues.StoredObject stored = world.stored.objects.get(path);
        if (stored == null) {
            return error(404, "NoSuchKey", "The specified key does not exist.", Map.of());
        }
        return part(stored.text().getBytes(StandardCharsets.UTF_8), request.header("Range"));
    }

    private static Reply part(byte[] all, String range) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", "\"" + Integer.toHexString(all.length) + "\"");
        headers.put("x-amz-version-id", "v" + all.length);
        Matcher asked = RANGE.matcher(range == null ? "" : range);
        if (!asked.matches()) {
            return new Reply(200, "application/json", all, null, headers);
        }
        byte[] part = Arrays.copyOf(all, Math.min(all.length, Integer.parseInt(asked.group(1)) + 1));
        headers.put("Content-Range", "bytes 0-" + (part.length - 1) + "/" + all.length);
        return new Reply(206, "application/json", part, null, headers);
    }

    static Reply error(int status, String code, String message, Map<String, String> headers) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message></Error>";
        return new Reply(status, "application/xml", body.getBytes(StandardCharsets.UTF_8), code, headers);
    }

    static Reply error(AwsError error) {
        return error.code.startsWith("AccessDenied")
                ? error(403, "AccessDenied", error.getMessage(), Map.of())
                : error(error.status, error.code.equals("ThrottlingException") ? "SlowDown" : error.code, "", Map.of());
    }
}
