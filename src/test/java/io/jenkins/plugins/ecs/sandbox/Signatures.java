package io.jenkins.plugins.ecs.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4: determines who signed a request, and checks it. */
final class Signatures {

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 +Credential=([^/]+)/(\\d{8})/"
            + "([^/]+)/([^/]+)/aws4_request, *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})");

    private static final Pattern SPACES = Pattern.compile(" +");

    private final AccessKeys keys;
    /** The key that signs, by secret and scope; it is the same for a day. */
    private final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    Signatures(AccessKeys keys) {
        this.keys = keys;
    }

    Caller verify(HttpRequest request) {
        String authorization = request.header("Authorization");
        if (authorization == null) {
            throw new AwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher matcher = AUTHORIZATION.matcher(authorization);
        if (!matcher.matches()) {
            throw new AwsError(
                    400,
                    "IncompleteSignatureException",
                    "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders' parameters.");
        }
        AccessKey key = keys.find(matcher.group(1), request.header("X-Amz-Security-Token"));
        Caller caller = new Caller(key, matcher.group(3));
        if (key.secret() != null && !signature(request, key.secret(), matcher).equals(matcher.group(6))) {
            throw new AwsError(
                    400,
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method. Consult the service documentation for details.");
        }
        return caller;
    }

    private String signature(HttpRequest request, String secret, Matcher authorization) {
        String scope =
                authorization.group(2) + "/" + authorization.group(3) + "/" + authorization.group(4) + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + request.header("X-Amz-Date") + "\n" + scope + "\n"
                + sha256(canonical(request, authorization.group(5)).getBytes(StandardCharsets.UTF_8));
        byte[] key = signingKeys.computeIfAbsent(secret + "/" + scope, any -> signingKey(secret, scope));
        return HexFormat.of().formatHex(hmac(key, toSign));
    }

    private static byte[] signingKey(String secret, String scope) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return key;
    }

    private static String canonical(HttpRequest request, String signedHeaders) {
        StringBuilder headers = new StringBuilder();
        for (String name : signedHeaders.split(";")) {
            headers.append(name.toLowerCase(Locale.ROOT)).append(':');
            headers.append(values(request, name)).append('\n');
        }
        String hash = request.header("X-Amz-Content-Sha256");
        boolean unsigned = "UNSIGNED-PAYLOAD".equals(hash);
        return String.join(
                "\n",
                request.method(),
                request.path(),
                sorted(request.query()),
                headers,
                signedHeaders,
                unsigned ? hash : sha256(request.body()));
    }

    private static String sorted(String query) {
        if (query.indexOf('&') < 0) {
            return query;
        }
        String[] parameters = query.split("&");
        Arrays.sort(parameters);
        return String.join("&", parameters);
    }

    private static String values(HttpRequest request, String name) {
        StringJoiner values = new StringJoiner(",");
        for (String value : request.headers().getOrDefault(name, List.of())) {
            String trimmed = value.trim();
            values.add(trimmed.contains("  ") ? SPACES.matcher(trimmed).replaceAll(" ") : trimmed);
        }
        return values.toString();
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
