package io.jenkins.plugins.ecs.taskdef;

/** What is wrong with the text of a definition, and what to do. */
final class TextMessages {

    static final String NOT_AN_APP_SPEC =
            "it is not a map with 'Resources' or 'Hooks'. If it is the name of a file, pass its"
                    + " content: readFile('appspec.yaml')";

    static final String PATCH_IS_A_MAP = "A patch is a map with members of a task definition.";

    static final String CHECK_JSON =
            " Check the quotes, commas and brackets there (the text is read as JSON because it" + " begins with '{').";

    static final String CHECK_YAML = " Check the indentation, the quotes and the colons there.";

    static final String ENTRY_IS_A_MAP = "This must be a map of the members to change, or null to remove the entry.";

    static final String EMPTY = "The text of the task definition is empty.";

    static final String INCOMPLETE =
            "This must be a complete task definition, as returned by DescribeTaskDefinition. To use"
                    + " a registered one, set its ARN or family:revision instead of a text.";

    static final String IS_A_LIST =
            "The text is a list. A task definition is a map with the field 'containerDefinitions';"
                    + " if these are the containers, move them to that field and add 'family'.";

    static final String IS_A_VALUE =
            "The text is a single value. A task definition is a map with the fields 'family' and"
                    + " 'containerDefinitions'; if this is the name of a file, pass the content of the file.";

    static final String UTF_16 = "The text has a NUL between its characters: it is UTF-16 that was read as UTF-8. Save"
            + " the file as UTF-8, or read it with readFile(file: '…', encoding: 'UTF-16').";

    static final String NOT_UTF_8 =
            "This character could not be decoded: the file is not UTF-8. Save it as UTF-8, or read"
                    + " it with its encoding, as in readFile(file: '…', encoding: 'ISO-8859-1').";

    static final String LOOKS_LIKE_SPACE =
            "This character looks like a space but is not one (U+%04X). Replace it by a space if the"
                    + " text cannot be parsed.";

    static final String TEMPLATE = "This is '{{', possibly a template placeholder that was not replaced.";

    static final String TEXT_AFTER_JSON = "There is text after the end of the JSON object. Remove it.";

    static final String SECOND_DOCUMENT =
            "There is a second YAML document. Use only one document, without a second '---'.";

    static final String WRONG_KIND = "This kind of value cannot be used in a task definition. Use a text.";

    static final String NUMBER_OUT_OF_RANGE =
            "This number is outside the range that ECS accepts. Use at most 40 digits and an"
                    + " exponent of at most 2, or as a text in quotes.";

    static final String NULL = "This is empty (null). Write \"\" for an empty text, or remove the entry.";

    static final String NO_VALUE = "empty (null)";

    static final String MAP = "a map";

    static final String LIST = "a list";

    static final String SINGLE_VALUE = "a single value";
    static final String LONG_VALUE = "a longer text";

    static final String USE_WORDS = " Use a list of words: [\"first\", \"second\"].";

    static final String MAY_BE_TEMPLATE = " It may be a template placeholder, '{{ … }}', that was not replaced.";

    static final String USE_VARIABLES = " Use a list such as [{\"name\": \"A\", \"value\": \"b\"}].";

    static final String USE_SECRETS = " Use a list such as [{\"name\": \"A\", \"valueFrom\": \"arn:...\"}].";

    static final String USE_LIST = " Use a list.";

    static final String YAML_TAG =
            "YAML tags such as CloudFormation's !Ref and !Sub are not resolved here. Write the plain"
                    + " value, and a text that begins with '!' in quotes.";

    static final String NO_ANCHOR = "This alias has no anchor before it. Write a text that begins with '*' in quotes.";

    static final String BAD_MERGE = "'<<' needs an alias of a map, or a list of them.";

    private TextMessages() {}

    static String appSpecTooLong(int characters) {
        return "the text has " + characters + " characters";
    }

    static String empty(String document) {
        return "The text of the " + document + " is empty.";
    }

    static String tooLong(String document, int characters, int limit) {
        return "The text of the " + document + " has " + characters + " characters; the limit is " + limit + ".";
    }

    static String moreUnknown(int more) {
        return "and " + more + " more fields that ECS does not know";
    }

    static String unknownButSimilar(String name, String similar) {
        return "ECS does not know '" + name + "' here and ignores it. Did you mean '" + similar + "'?";
    }

    static String unknownHere(String name, String place) {
        return "ECS does not know '" + name + "' here and ignores it. It belongs to '" + place + "'.";
    }

    static String unknown(String name) {
        return "This plugin does not know '" + name
                + "' here, and ECS ignores unknown fields. Remove it if it is not part of the API.";
    }

    static String rename(String name, String wanted) {
        return " Rename '" + name + "' to '" + wanted + "'.";
    }

    static String beyondLimits(String reason) {
        return "The text exceeds the limits of a task definition: " + reason + ".";
    }

    static String malformed(String format, String reason, String advice) {
        return "This is not valid " + format + ": " + reason + "." + advice;
    }

    static String unnamedEntry(String key) {
        return "This entry has no '" + key + "'. A patch finds the entries of this list by it.";
    }

    static String tooLongForEcs(int characters, int limit) {
        return "The text of the task definition has " + characters + " characters; the limit is " + limit
                + " (ECS accepts 64 KiB).";
    }

    static String unreadable(String reason) {
        return "The text of the task definition cannot be read: " + reason;
    }

    static String tooManyValues(int limit) {
        return "The text has more than " + limit
                + " values. ECS accepts at most 64 KiB; remove what does not belong to it.";
    }

    static String keyTooLong(int characters, int limit) {
        return "This key has " + characters + " characters; the limit is " + limit + ".";
    }

    static String keyTwice(String key) {
        return "The key '" + key + "' occurs twice. Remove one of the two.";
    }

    static String typeMismatch(String wanted, String found, String hint) {
        return "ECS expects " + wanted + " here, but this is " + found + "." + hint;
    }

    static String tooManyCopies(int limit) {
        return "The aliases of this text copy more than " + limit + " values. Use fewer.";
    }
}
