package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A minimal client of the sandbox for its own tests: signs and sends, with nothing but the JDK. */
final class SandboxClient {

    /** An answer with its status. */
    record Answer(int status, String text) {
        JsonNode json() {
            return Json.read(text);
        }

        String error() {
            return json().path("__type").asText();
        }

        String message() {
            return json().path("message").asText(json().path("Message").asText());
        }
    }

    private static final String DATE = "20260302T090000Z";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;
    private final String keyId;
    private final String secret;
    private final String token;
    private final String region;

    SandboxClient(EcsSandbox sandbox) {
        this(sandbox.endpoint(), EcsSandbox.ACCESS_KEY_ID, EcsSandbox.SECRET_ACCESS_KEY, null, "eu-central-1");
    }

    SandboxClient(URI endpoint, String keyId, String secret, String token, String region) {
        this.endpoint = endpoint;
        this.keyId = keyId;
        this.secret = secret;
        this.token = token;
        this.region = region;
    }

    /** The JSON of an answer that must be 200; single quotes stand for double ones in the request. */
    JsonNode ok(String operation, String json) {
        Answer answer = call(operation, json);
        if (answer.status() == 0 && (operation.startsWith("Describe") || operation.startsWith("List"))) {
            // The client may have taken a pooled connection that was closed meanwhile. A read can be repeated.
            answer = call(operation, json);
        }
        if (answer.status() != 200) {
            throw new AssertionError(operation + ": " + answer.status() + " " + answer.text());
        }
        return answer.json();
    }

    Answer call(String operation, String json) {
        String target = "AmazonEC2ContainerServiceV20141113." + operation;
        return send("ecs", "application/x-amz-json-1.1", target, json.replace('\'', '"'));
    }

    /** The same for CodeDeploy. */
    Answer codeDeploy(String operation, String json) {
        return send(
                "codedeploy",
                "application/x-amz-json-1.1",
                "CodeDeploy_20141006." + operation,
                json.replace('\'', '"'));
    }

    /** The same for CloudWatch Logs. */
    Answer logs(String operation, String json) {
        return send("logs", "application/x-amz-json-1.1", "Logs_20140328." + operation, json.replace('\'', '"'));
    }

    Answer query(String form) {
        return send("sts", "application/x-www-form-urlencoded", null, form);
    }

    private Answer send(String service, String contentType, String target, String body) {
        String signedHeaders = "content-type;host;x-amz-date" + (token == null ? "" : ";x-amz-security-token")
                + (target == null ? "" : ";x-amz-target");
        String canonical = "POST\n/\n\ncontent-type:" + contentType + "\nhost:" + endpoint.getAuthority()
                + "\nx-amz-date:" + DATE + "\n" + (token == null ? "" : "x-amz-security-token:" + token + "\n")
                + (target == null ? "" : "x-amz-target:" + target + "\n") + "\n" + signedHeaders + "\n" + sha256(body);
        String scope = DATE.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        String toSign = "AWS4-HMAC-SHA256\n" + DATE + "\n" + scope + "\n" + sha256(canonical);
        var request = java.net.http.HttpRequest.newBuilder(endpoint)
                .header("Content-Type", contentType)
                .header("X-Amz-Date", DATE)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + keyId + "/" + scope + ", SignedHeaders=" + signedHeaders
                                + ", Signature=" + HexFormat.of().formatHex(hmac(key, toSign)))
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Amz-Security-Token", token);
        }
        if (target != null) {
            request.header("X-Amz-Target", target);
        }
        return send(request.build());
    }

    static Answer send(java.net.http.HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "{}");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
