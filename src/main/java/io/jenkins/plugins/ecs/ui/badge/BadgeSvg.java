package io.jenkins.plugins.ecs.ui.badge;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Locale;

/** A badge as an SVG image: two fields with texts. It loads nothing and contains no code, whatever the texts are. */
final class BadgeSvg {

    private static final String LEFT_COLOUR = "444";

    private final BadgeStyle style;
    private final String label;
    private final String message;
    private final String colour;

    private BadgeSvg(BadgeText text, BadgeStyle style) {
        this.style = style;
        this.label = style.isLoud() ? text.label().toUpperCase(Locale.ROOT) : text.label();
        this.message = style.isLoud() ? text.message().toUpperCase(Locale.ROOT) : text.message();
        this.colour = text.colour();
    }

    @NonNull
    static String of(@NonNull BadgeText text, @NonNull BadgeStyle style) {
        return new BadgeSvg(text, style).render();
    }

    private String render() {
        int left = field(label);
        int right = field(message);
        int width = left + right;
        int height = style.height();
        String title = escape(label + ": " + message);
        StringBuilder svg = new StringBuilder(1600);
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                        + "<title>%s</title>",
                width,
                height,
                title,
                title));
        if (style == BadgeStyle.PLASTIC) {
            svg.append("<linearGradient id=\"g\" x2=\"0\" y2=\"100%\"><stop offset=\"0\" stop-color=\"#fff\""
                    + " stop-opacity=\".35\"/><stop offset=\"1\" stop-opacity=\".25\"/></linearGradient>");
        }
        svg.append(String.format(
                Locale.ROOT,
                "<clipPath id=\"c\"><rect width=\"%d\" height=\"%d\" rx=\"%d\"/></clipPath><g clip-path=\"url(#c)\">"
                        + "<rect width=\"%d\" height=\"%d\" fill=\"#%s\"/>"
                        + "<rect x=\"%d\" width=\"%d\" height=\"%d\" fill=\"#%s\"/>",
                width,
                height,
                style.radius(),
                left,
                height,
                LEFT_COLOUR,
                left,
                right,
                height,
                colour));
        if (style == BadgeStyle.PLASTIC) {
            svg.append(
                    String.format(Locale.ROOT, "<rect width=\"%d\" height=\"%d\" fill=\"url(#g)\"/>", width, height));
        }
        svg.append("</g><g fill=\"#fff\" text-anchor=\"middle\" font-family=\"Verdana,Geneva,DejaVu Sans,sans-serif\"")
                .append(" font-size=\"")
                .append(style.fontSize())
                .append(style.isLoud() ? "\" font-weight=\"bold\">" : "\">");
        text(svg, label, left / 2.0, left - padding());
        text(svg, message, left + right / 2.0, right - padding());
        return svg.append("</g></svg>").toString();
    }

    private int field(String text) {
        double room = style.isLoud() ? 1.12 : 1;
        return (int) Math.ceil(TextWidth.of(text, style.fontSize()) * room) + padding();
    }

    private int padding() {
        return style.isLoud() ? 18 : 10;
    }

    private void text(StringBuilder svg, String text, double middle, int width) {
        int baseline = style.height() / 2 + 4;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%d\" textLength=\"%d\">%s</text>",
                middle,
                baseline,
                width,
                escape(text)));
    }

    /**
     * For XML text and attribute values. Characters that XML 1.0 forbids do not occur, because texts are plain lines.
     */
    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
