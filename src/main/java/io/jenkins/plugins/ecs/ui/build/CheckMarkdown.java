package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.util.List;

/**
 * Markdown for a check. Foreign texts (from AWS and Jenkinsfiles) are formatted as code, so that they create no links,
 * images, tags or mentions.
 */
public final class CheckMarkdown {

    /** GitHub accepts 65,535 bytes per text, and a character may have four bytes. */
    private static final int LONGEST = 16_000;

    private static final int LONGEST_LINE = 1_000;

    private CheckMarkdown() {}

    /** One line of plain text, for names and titles, which are not Markdown. */
    @NonNull
    public static String plain(@NonNull String text, int longest) {
        return PlainLine.of(text, longest).strip();
    }

    /** Lines as a code block. */
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

    /** Appends {@code * label: value}, the value as code, unless the text would become too long. */
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

    /** The longest sequence of backticks. */
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
