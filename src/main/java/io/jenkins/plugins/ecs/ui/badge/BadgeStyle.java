package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

/** The common styles of badges, with the names of shields.io. */
public enum BadgeStyle {
    FLAT("flat", 20, 3, 11),
    FLAT_SQUARE("flat-square", 20, 0, 11),
    PLASTIC("plastic", 18, 4, 11),
    FOR_THE_BADGE("for-the-badge", 28, 0, 10);

    private final String id;
    private final int height;
    private final int radius;
    private final int fontSize;

    BadgeStyle(String id, int height, int radius, int fontSize) {
        this.id = id;
        this.height = height;
        this.radius = radius;
        this.fontSize = fontSize;
    }

    /** Flat for an unknown name, so that a badge is always shown. */
    @NonNull
    static BadgeStyle named(@CheckForNull String name) {
        for (BadgeStyle style : values()) {
            if (style.id.equals(name)) {
                return style;
            }
        }
        return FLAT;
    }

    public String id() {
        return id;
    }

    int height() {
        return height;
    }

    int radius() {
        return radius;
    }

    int fontSize() {
        return fontSize;
    }

    /** Whether the style has capitals and wide spacing. */
    boolean isLoud() {
        return this == FOR_THE_BADGE;
    }
}
