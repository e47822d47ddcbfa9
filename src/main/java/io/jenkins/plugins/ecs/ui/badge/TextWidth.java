package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;

/** Approximate width of a text. Servers may have no fonts to measure with. The SVG fits the text to this width. */
public final class TextWidth {

    private static final String NARROW = "fijlrtI.,:;'|!()[]{} /-";
    private static final String WIDE = "mwMW@%";

    private TextWidth() {}

    /** In a sans-serif font such as Verdana, in pixels. */
    public static int of(@NonNull String text, int fontSize) {
        double ems = text.codePoints().mapToDouble(TextWidth::ems).sum();
        return (int) Math.ceil(ems * fontSize);
    }

    private static double ems(int c) {
        if (c >= 0x1100) {
            // East Asian characters and emoji take a whole square.
            return 1.05;
        }
        if (NARROW.indexOf(c) >= 0) {
            return 0.42;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.96;
        }
        return Character.isUpperCase(c) ? 0.74 : 0.63;
    }
}
