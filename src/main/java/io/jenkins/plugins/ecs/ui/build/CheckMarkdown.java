package io.jenkins.plugins.ecs.ui.build;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.ecs.text.PlainLine;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Markdown for a check. Foreign texts (from AWS, Jenkinsfiles and commits) are formatted as code, so that they create no
 * links, images, tags or mentions. What does not fit is counted.
 */
final class CheckMarkdown {

    /**
     * GitHub accepts 65,535 bytes per text. The rest is for headings, for counts of what was left out, and for
     * {@link #MOST_BYTES_OF_COMMITS}.
     */
    private static final int MOST_BYTES = 52_000;

    static final int MOST_BYTES_OF_COMMITS = 8_000;

    private static final int LONGEST_LINE = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final int most;
    private int bytes;
    private int itemsLeftOut;

    CheckMarkdown() {
        this(MOST_BYTES);
    }

    /** @param most number of bytes of lines and items */
    CheckMarkdown(int most) {
        this.most = most;
    }

    /** One line of plain text, for names and titles, which are not Markdown. */
    @NonNull
    static String plain(@NonNull String text, int longest) {
        return PlainLine.of(text, longest).strip();
    }

    /** Appends lines as a code block. */
    @NonNull
    CheckMarkdown block(@NonNull List<String> lines) {
        StringBuilder inside = new StringBuilder();
        int longest = 2;
        int shown = 0;
        for (String line : lines) {
            String plain = PlainLine.of(line, LONGEST_LINE);
            if (!fits(plain)) {
                break;
            }
            inside.append(plain).append('\n');
            longest = Math.max(longest, ticks(plain));
            shown++;
        }
        if (shown < lines.size()) {
            inside.append(CheckRunMessages.moreOnPage(lines.size() - shown)).append('\n');
        }
        String fence = "`".repeat(longest + 1);
        text.append(fence).append("text\n").append(inside).append(fence).append('\n');
        return this;
    }

    /** Appends {@code * label: value}, both as code. */
    @NonNull
    CheckMarkdown item(@NonNull String label, @NonNull String value) {
        String line = "* " + code(label) + ": " + code(value) + "\n";
        if (fits(line)) {
            text.append(line);
        } else {
            itemsLeftOut++;
        }
        return this;
    }

    /** Appends a heading and lines as a code block; nothing if there are no lines. */
    @NonNull
    CheckMarkdown section(@NonNull String title, @NonNull List<String> lines) {
        if (!lines.isEmpty()) {
            heading(title).block(lines);
        }
        return this;
    }

    /** @param title not from outside */
    @NonNull
    CheckMarkdown heading(@NonNull String title) {
        endItems();
        text.append(text.length() == 0 ? "" : "\n").append("### ").append(title).append("\n\n");
        return this;
    }

    /** Appends the heading of a part that has headings of its own; the title is shown as code. */
    @NonNull
    CheckMarkdown part(@NonNull String title) {
        text.append("## ").append(code(title)).append('\n');
        return this;
    }

    private void endItems() {
        if (itemsLeftOut > 0) {
            text.append("* ").append(CheckRunMessages.moreOnPage(itemsLeftOut)).append('\n');
            itemsLeftOut = 0;
        }
    }

    private boolean fits(String line) {
        int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
        boolean fits = bytes + length <= most;
        bytes += fits ? length : 0;
        return fits;
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

    @Override
    public String toString() {
        endItems();
        return text.toString();
    }
}
