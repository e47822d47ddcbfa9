package io.jenkins.plugins.ecs.text;

import java.util.List;

/** Words before a colon in AWS messages that are not the name of a value: {@code registry auth: …}. */
public final class AwsProse {

    private static final List<String> STARTS = List.of("Expired", "Invalid", "Missing", "Get");
    private static final List<String> ENDS =
            List.of("Exception", "Error", "Failure", "Failed", "Fault", ".com", ".com.cn");

    /** Endings of the text before the colon. */
    private static final List<String> PHRASES =
            List.of("registry auth", "failed to authorize", "fetch anonymous token", "fetch oauth token");

    private AwsProse() {}

    public static boolean isProse(String text, int start, int end, int separator) {
        if (separator != end || text.charAt(end) != ':') {
            return false;
        }
        String name = text.substring(start, end);
        return name.equals("secretsmanager")
                || STARTS.stream().anyMatch(name::startsWith)
                || ENDS.stream().anyMatch(name::endsWith)
                || PHRASES.stream().anyMatch(phrase -> text.startsWith(phrase, end - phrase.length()))
                || (name.equals("authorization") && text.startsWith(" server message", separator + 1));
    }
}
