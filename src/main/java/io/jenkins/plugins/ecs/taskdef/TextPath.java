package io.jenkins.plugins.ecs.taskdef;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The way from the top of a tree to one of its values: a key or an index, and its parent. The text of it is only made
 * for a message, because the texts of all paths of a deep tree would be far longer than the tree.
 */
public final class TextPath {
    public static final TextPath TOP = new TextPath(null, null, -1);

    /** What a message shows of one key; known fields are shorter. */
    private static final int LONGEST_KEY = 100;

    private static final int LONGEST = 500;

    private final TextPath parent;
    private final String key;
    private final int index;

    private TextPath(TextPath parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    public TextPath child(String name) {
        return new TextPath(this, name, -1);
    }

    public TextPath item(int position) {
        return new TextPath(this, null, position);
    }

    /** From the top down, without the top itself. */
    Deque<TextPath> steps() {
        Deque<TextPath> steps = new ArrayDeque<>();
        for (TextPath step = this; step.parent != null; step = step.parent) {
            steps.addFirst(step);
        }
        return steps;
    }

    /** The key, or null for an item of a list. */
    String key() {
        return key;
    }

    int index() {
        return index;
    }

    /** As in {@code containerDefinitions[1].environment[0].value}; empty for the top. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (TextPath step : steps()) {
            if (step.key == null) {
                text.append('[').append(step.index).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(cut(step.key, LONGEST_KEY));
            }
        }
        return cut(text.toString(), LONGEST);
    }

    /** The text, or its beginning and an ellipsis. */
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
