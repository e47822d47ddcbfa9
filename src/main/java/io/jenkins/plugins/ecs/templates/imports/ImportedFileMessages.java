package io.jenkins.plugins.ecs.templates.imports;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecs.taskdef.TextPath;
import io.jenkins.plugins.ecs.text.PlainText;
import java.util.List;

/** What users read about files of other tools. */
final class ImportedFileMessages {

    static final String UNKNOWN_FILE =
            "from: the text is neither a manifest of AWS Copilot, with 'name' and 'type', nor a compose file, with 'services'";
    static final String SECRET =
            "looks like a secret (value not shown). Store it in Secrets Manager or Parameter Store, and"
                    + " add its name or ARN to 'secrets'";
    static final String SUBSTITUTION = "has a ${…}, which only the other tool replaces. Add the value by hand";
    static final String NOT_A_NUMBER = "is not a whole number. Set the parameter by hand";
    static final String NOT_READ = "is not in a form that can be read here. Add it by hand";
    static final String NO_RANGE = "has no range such as 1-10. Set 'scaling' by hand";
    static final String NOT_A_VALUE = "has no plain value. Add the variable by hand";
    static final String NO_SECRET_NAME = "is not the name of a parameter or secret. Add it to 'secrets' by hand";
    static final String ONE_COMMAND = "all environments have the same command here";
    static final String ONE_PORT = "only the first port of the container is used";
    static final String OTHER_SERVICE = "is another service. Import it to a file of its own";
    static final String NO_TEMPLATE = "Choose a template and its version.";
    static final String LOOK_AGAIN = "Not taken over:";

    private ImportedFileMessages() {}

    static String of(String member) {
        return "'" + TextPath.cut(PlainText.line(member), 100)
                + "' has no field here: the template or the path decides it";
    }

    static String whichService(@CheckForNull String service, List<String> names) {
        return "service: "
                + (service == null
                        ? "the compose file has several"
                        : "the compose file has no '" + PlainText.line(service) + "'")
                + ". Use one of: " + TextPath.cut(PlainText.line(String.join(", ", names)), 500);
    }

    static String noParameter(String what, String value) {
        return what + " " + value + ": the template has no parameter for it";
    }

    static String doesNotFit(String parameter, String value, String problem) {
        return "parameter " + parameter + ": " + value + " " + PlainText.line(problem);
    }

    static String bigger(String before, String after) {
        return "cpu and memory: Fargate does not offer " + before + "; " + after + " is the next size";
    }

    static String notOpen(String field, String template) {
        return "'" + field + "': the template " + template + " does not leave it open";
    }
}
