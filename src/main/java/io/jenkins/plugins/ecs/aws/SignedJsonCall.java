package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecs.aws.AwsFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** AWS JSON 1.1 over the SDK's HTTP client and its Signature Version 4 signer. */
final class SignedJsonCall implements AwsCall {

    /** Far above any answer of the ECS API; what is longer is cut off as unreadable. */
    static final int MAX_ANSWER = 16 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SdkHttpClient http;
    private final RenewableCredentials credentials;
    private final URI endpoint;
    private final String region;
    private final String service;
    private final String targetPrefix;
    private volatile boolean obtained;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    SignedJsonCall(
            SdkHttpClient http,
            RenewableCredentials credentials,
            URI endpoint,
            String region,
            String service,
            String targetPrefix) {
        this.http = http;
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.region = region;
        this.service = service;
        this.targetPrefix = targetPrefix;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        HttpExecuteRequest request = sign(operation, input);
        try {
            HttpExecuteResponse response = http.prepareRequest(request).call();
            byte[] body = body(response);
            if (!response.httpResponse().isSuccessful()) {
                AwsFailure refused = refused(operation, response, body);
                if (refused.kind() == Kind.EXPIRED) {
                    credentials.renew();
                }
                throw refused;
            }
            return answer(operation, body);
        } catch (IOException broken) {
            throw new AwsFailure(
                    FailureKinds.of(broken), operation, broken.getClass().getSimpleName(), broken.getMessage(), broken);
        }
    }

    private HttpExecuteRequest sign(String operation, ObjectNode input) {
        byte[] payload = input.toString().getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest plain = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", Integer.toString(payload.length))
                .putHeader("X-Amz-Target", targetPrefix + "." + operation)
                .putHeader("User-Agent", "jenkins-ecs-deployment")
                .build();
        AwsCredentials identity = identity(operation);
        SignedRequest signed = signer.sign(s -> s.identity(identity)
                .request(plain)
                .payload(ContentStreamProvider.fromByteArray(payload))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(null))
                .build();
    }

    private AwsCredentials identity(String operation) {
        try {
            AwsCredentials identity = credentials.resolveCredentials();
            obtained = true;
            return identity;
        } catch (SdkException e) {
            AwsFailure failure = CredentialFailures.of(operation, e, obtained);
            if (failure.kind() == Kind.EXPIRED) {
                credentials.renew();
            }
            throw failure;
        }
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        Optional<AbortableInputStream> stream = response.responseBody();
        if (stream.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = stream.get()) {
            byte[] body = in.readNBytes(MAX_ANSWER + 1);
            if (body.length > MAX_ANSWER) {
                throw new IOException("the answer is longer than " + MAX_ANSWER + " bytes");
            }
            return body;
        }
    }

    private static ObjectNode answer(String operation, byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer instanceof ObjectNode object) {
                return object;
            }
            throw new AwsFailure(Kind.LOST, operation, null, "the answer is not a JSON object", null);
        } catch (IOException e) {
            String where = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw new AwsFailure(Kind.LOST, operation, null, "the answer is not readable JSON: " + where, null);
        }
    }

    private static AwsFailure refused(String operation, HttpExecuteResponse response, byte[] body) {
        int status = response.httpResponse().statusCode();
        JsonNode error = errorBody(body);
        String code = code(response, error);
        String message = error.path("message").asText(error.path("Message").asText(""));
        if (code == null && message.isEmpty()) {
            message = "HTTP " + status;
        }
        return new AwsFailure(FailureKinds.of(status, code), operation, code, message, null);
    }

    private static JsonNode errorBody(byte[] body) {
        try {
            JsonNode parsed = JSON.readTree(body);
            return parsed == null ? JSON.missingNode() : parsed;
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    /** The code comes as {@code x-amzn-ErrorType} or {@code __type}, with or without a namespace before and a URL behind. */
    private static String code(HttpExecuteResponse response, JsonNode error) {
        String raw = response.httpResponse()
                .firstMatchingHeader("x-amzn-errortype")
                .orElseGet(() -> error.path("__type").asText(error.path("code").asText("")));
        String code = raw.substring(raw.indexOf('#') + 1).split(":", 2)[0].trim();
        return code.isEmpty() ? null : code;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s", service, endpoint);
    }
}
