package io.jenkins.plugins.ecs.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * AWS Query: a form in, XML out. To callers it looks like JSON: lists go as {@code Name.member.1}, structures as {@code
 * Name.Member}, and what comes back is the content of {@code <Operation>Result}, every value of which is a text.
 */
final class SignedQueryCall implements AwsCall {

    private final SignedPost post;
    private final String version;

    SignedQueryCall(SignedPost post, String version) {
        this.post = post;
        this.version = version;
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input) {
        StringBuilder form = new StringBuilder();
        add(form, "Action", operation);
        add(form, "Version", version);
        flatten(form, "", input);
        SignedPost.Answer answer = post.send(
                operation,
                form.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
        if (!answer.isSuccessful()) {
            throw refused(operation, answer);
        }
        try {
            XmlTree.Document document = XmlTree.document(answer.body());
            if (!document.root().equals(operation + "Response")) {
                throw post.unreadable(operation, answer, "it is <" + document.root() + ">");
            }
            post.understood(operation);
            JsonNode result = document.content().path(operation + "Result");
            return result instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (XMLStreamException e) {
            throw post.unreadable(operation, answer, "no XML: " + e.getMessage());
        }
    }

    /** {@code <ErrorResponse><Error><Code>…</Code><Message>…</Message></Error></ErrorResponse>} */
    private AwsFailure refused(String operation, SignedPost.Answer answer) {
        JsonNode error;
        try {
            ObjectNode tree = XmlTree.read(answer.body());
            error = tree.has("Error") ? tree.path("Error") : tree.at("/Errors/Error");
        } catch (XMLStreamException notXml) {
            error = JsonNodeFactory.instance.missingNode();
        }
        String code = error.path("Code").asText("");
        return post.refused(
                operation,
                answer,
                code.isEmpty() ? null : code,
                error.path("Message").asText(""));
    }

    private static void flatten(StringBuilder form, String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties()
                    .forEach(each -> flatten(
                            form, name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue()));
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(form, name + ".member." + (i + 1), list.get(i));
            }
        } else if (!value.isNull()) {
            add(form, name, value.asText());
        }
    }

    private static void add(StringBuilder form, String name, String value) {
        form.append(form.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Override
    public String toString() {
        return post.toString();
    }
}
