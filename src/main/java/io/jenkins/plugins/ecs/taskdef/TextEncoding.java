package io.jenkins.plugins.ecs.taskdef;

/** Characters that an editor or a wrong encoding puts into a text, and that are not visible. */
final class TextEncoding {
    private static final String BLANKS =
            "\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B"
                    + "\u200C\u200D\u202F\u205F\u2060\u3000\uFEFF";

    private TextEncoding() {}

    /** Without the byte order marks that Windows editors put in front, and that no parser takes. */
    static String withoutMarks(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\uFEFF') {
            start++;
        }
        return text.substring(start);
    }

    /** @throws TaskDefinitionException for a text that was read with the wrong encoding */
    static void check(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new TaskDefinitionException(TextMessages.UTF_16);
        }
        int wrong = text.indexOf('\uFFFD');
        if (wrong >= 0) {
            throw at(text, wrong, TextMessages.NOT_UTF_8);
        }
    }

    /** The error, with the first blank that is none (parsers take it for a letter) or the first mark of a template. */
    static TaskDefinitionException explained(TaskDefinitionException error, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (BLANKS.indexOf(text.charAt(i)) >= 0) {
                TaskDefinitionException blank =
                        at(text, i, String.format(TextMessages.LOOKS_LIKE_SPACE, (int) text.charAt(i)));
                return with(error, blank);
            }
        }
        int mark = text.indexOf("{{");
        if (mark >= 0) {
            return with(error, at(text, mark, TextMessages.TEMPLATE));
        }
        return error;
    }

    private static TaskDefinitionException with(TaskDefinitionException error, TaskDefinitionException hint) {
        return new TaskDefinitionException(error.getMessage() + "\n" + hint.getMessage(), error);
    }

    private static TaskDefinitionException at(String text, int position, String problem) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < position; i++) {
            boolean end = text.charAt(i) == '\n';
            line += end ? 1 : 0;
            column = end ? 1 : column + 1;
        }
        return new TaskDefinitionException(problem, "", line, column);
    }
}
