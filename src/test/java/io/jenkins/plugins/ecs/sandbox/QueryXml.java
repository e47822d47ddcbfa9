package io.jenkins.plugins.ecs.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers of the query protocol. */
final class QueryXml {

    private QueryXml() {}

    static String answer(Api api, String action, ObjectNode result, String requestId) {
        return "<" + action + "Response xmlns=\"" + api.namespace() + "\"><" + action + "Result>" + content(result)
                + "</" + action + "Result><ResponseMetadata>" + element("RequestId", requestId)
                + "</ResponseMetadata></" + action + "Response>";
    }

    static String error(AwsError error, String namespace, String requestId) {
        return "<ErrorResponse xmlns=\"" + namespace + "\"><Error>"
                + element("Type", error.status < 500 ? "Sender" : "Receiver") + element("Code", error.code)
                + element("Message", error.getMessage()) + "</Error>" + element("RequestId", requestId)
                + "</ErrorResponse>";
    }

    private static String content(JsonNode node) {
        StringBuilder xml = new StringBuilder();
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> xml.append('<')
                            .append(each.getKey())
                            .append('>')
                            .append(content(each.getValue()))
                            .append("</")
                            .append(each.getKey())
                            .append('>'));
        } else if (node.isArray()) {
            node.forEach(each -> xml.append("<member>").append(content(each)).append("</member>"));
        } else {
            xml.append(escaped(node.asText()));
        }
        return xml.toString();
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
