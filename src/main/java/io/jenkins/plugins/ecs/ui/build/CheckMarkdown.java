package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.List;

/**
 * Markdown for a check. Texts from AWS and from Jenkinsfiles are shown as code, in which no mark means anything: no link,
 * picture or tag comes of them, and nobody is called by name.
 */
public final class CheckMarkdown {

    /** GitHub takes 65,535 bytes of a text, and a character may have four. */
    private static final int LONGEST = 16_000;

    private static final int LONGEST_LINE = 1_000;

    private CheckMarkdown() {}

    /** For names and titles, which are no Markdown, in one line. */
    @NonNull
    public static String plain(@NonNull String text, int longest) {
        return PlainLine.of(text, longest).strip();
    }

    /** Lines in a block of code. */
    @NonNull
    public static String block(@NonNull List<String> lines) {
        StringBuilder inside = new StringBuilder();
        int longest = 2;
        for (int i = 0; i < lines.size(); i++) {
            String plain = PlainLine.of(lines.get(i), LONGEST_LINE);
            if (inside.length() + plain.length() > LONGEST) {
                inside.append("… and ").append(lines.size() - i).append(" more, on the page of the build\n");
                break;
            }
            inside.append(plain).append('\n');
            longest = Math.max(longest, ticks(plain));
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + inside + fence + "\n";
    }

    /** {@code * label: value}, the value as code; nothing where it would make the text too long. */
    public static void item(@NonNull StringBuilder to, @NonNull String label, @NonNull String value) {
        if (to.length() < LONGEST) {
            to.append("* ").append(code(label)).append(": ").append(code(value)).append('\n');
        }
    }

    public static void section(@NonNull StringBuilder to, @NonNull String title, @NonNull List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        to.append("\n### ").append(title).append("\n\n");
        if (to.length() < LONGEST) {
            to.append(block(lines));
        } else {
            to.append(lines.size()).append(" lines, on the page of the build\n");
        }
    }

    private static String code(String text) {
        String plain = PlainLine.of(text, LONGEST_LINE).strip();
        String fence = "`".repeat(ticks(plain) + 1);
        return fence + " " + (plain.isEmpty() ? "–" : plain) + " " + fence;
    }

    /** The longest run of backticks. */
    private static int ticks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
