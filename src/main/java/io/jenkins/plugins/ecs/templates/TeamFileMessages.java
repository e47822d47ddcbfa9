package io.jenkins.plugins.ecs.templates;

import com.fasterxml.jackson.databind.JsonNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;
import java.util.Optional;

/** What is wrong with the file of a team, and what to do. */
final class TeamFileMessages {

    static final String NOT_A_MAP = "The file is not a map of fields, such as service: and template:.";
    static final String NO_SERVICE = "The name of the service is missing.";
    static final String NOT_CHECKS =
            "Write a list of checks, each a name (- alarms) or a name with its parameters (- http: {path: /health}).";
    static final String NOT_A_VARIABLE = "This is not the name of a variable. Remove spaces and '='.";
    static final String BOTH = "This is both a variable and a secret. Remove one.";

    static final String NO_ENVIRONMENT =
            "The environment is missing. Name the one of the path whose target and values the services of pull requests"
                    + " get, such as {environment: staging, timeLimit: 3d}.";

    private static final int LONGEST = 16_384;

    private TeamFileMessages() {}

    static String notAReference(@CheckForNull String text) {
        return (text == null ? "The template is missing." : "'" + TemplateMessages.shown(text) + "' is not a template.")
                + " Name it with its version, such as web-service@2.1.0, or with a major number, such as web-service@2.";
    }

    static Optional<String> isTooLong(String text) {
        return text.length() > LONGEST
                ? Optional.of("has " + text.length() + " characters. Use at most " + LONGEST)
                : Optional.empty();
    }

    private static String kind(JsonNode value) {
        return value.isNull() ? "empty" : value.isArray() ? "a list" : value.isObject() ? "a map" : "a single value";
    }

    static String notAText(JsonNode value) {
        return "This is " + kind(value) + ". Use a text.";
    }

    static String notAMap(JsonNode value) {
        return "This is " + kind(value) + ". Use a map.";
    }

    static String notACommand(JsonNode value) {
        return "This is " + (value.isArray() ? "an empty list" : kind(value))
                + ". Use a list of words, such as [rake, \"db:migrate\"].";
    }

    /** Whom to ask for a change of what is fixed. */
    private static String owner(Template template) {
        return template.owner().isEmpty() ? "an administrator" : template.owner();
    }

    static String unknownField(String name, @CheckForNull String similar, Collection<String> open, Template template) {
        return "'" + TemplateMessages.shown(name) + "' cannot be set here. "
                + (similar == null ? "" : "Did you mean '" + similar + "'? ")
                + "The template " + template.label() + " leaves open: "
                + (open.isEmpty() ? "nothing" : String.join(", ", open))
                + ". All else is fixed by the template; to change it, ask " + owner(template) + ".";
    }

    static String notOpen(String name, Template template) {
        return "The template " + template.label() + " does not leave '" + name + "' open. Remove it, or ask "
                + owner(template) + ".";
    }

    static String fixedVariable(String name, Template template) {
        return "'" + TemplateMessages.shown(name) + "' is fixed by the template " + template.label()
                + ". Remove it, or ask " + owner(template) + ".";
    }

    static String unknownParameter(
            String name, @CheckForNull String similar, Collection<String> known, Template template) {
        return "The template " + template.label() + " has no parameter '" + TemplateMessages.shown(name) + "'. "
                + (similar == null
                        ? "It has: " + (known.isEmpty() ? "none" : String.join(", ", known)) + "."
                        : "Did you mean '" + similar + "'?");
    }

    static String notPerEnvironment(String name, Template template) {
        return "'" + name + "' has one value for all environments in the template " + template.label()
                + ". Set it in 'parameters', or ask " + owner(template) + ".";
    }

    static String required(Parameter parameter, Collection<String> environments) {
        return "The parameter '" + parameter.name() + "' is missing"
                + (environments.isEmpty() ? "" : " for " + String.join(", ", environments))
                + (parameter.description().isEmpty() ? "." : ": " + TemplateMessages.shown(parameter.description()));
    }

    static String unknownEnvironment(String name, Collection<String> known) {
        return "There is no environment '" + TemplateMessages.shown(name) + "' in the path. It has: "
                + String.join(", ", known) + ".";
    }

    static String looksSecret(String name) {
        return "'" + TemplateMessages.shown(name)
                + "' looks like a secret (value not shown). Store it in Secrets Manager or Parameter Store, and set its"
                + " name or ARN in 'secrets'.";
    }

    static String notATimeLimit(String text) {
        return "'" + TemplateMessages.shown(text)
                + "' is no time limit. Use a length of time from 1h to 30d, such as 3d.";
    }

    static String fork(String id) {
        return "pull request " + TemplateMessages.shown(id)
                + " comes from a fork, and forks get no service of their own."
                + " Push its branch to the repository itself to try it";
    }

    static String notAnId(String id) {
        return "the id of the pull request, '" + TemplateMessages.shown(id)
                + "', cannot be a part of the name of a service. It may have letters, digits, '-' and '_'";
    }

    static String nameTooLong(String name, int most) {
        return "service: '" + TemplateMessages.shown(name) + "' would have " + name.length()
                + " characters. Amazon ECS takes at most " + most + "; use a shorter name of the service";
    }
}
